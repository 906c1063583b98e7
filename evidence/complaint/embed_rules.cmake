# cmake -D FOLDER=evidence/rules -D OUTPUT=built_in_rules.cpp -P embed_rules.cmake
# Writes the rules files into one source: the program needs no folder beside it, and names the rules that it was built with.
file(GLOB files ${FOLDER}/*.json)
list(SORT files)
set(source "#include \"evidence/complaint/built_in_rules.h\"\n\nnamespace markhound::evidence::complaint {\n\n")
string(APPEND source "const std::vector<RulesFile>& built_in_rules() {\n  static const std::vector<RulesFile> files = {\n")
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} json)
  string(APPEND source "{\"${name}\", R\"rules(${json})rules\"},\n")
endforeach()
string(APPEND source "  };\n  return files;\n}\n\n}  // namespace markhound::evidence::complaint\n")
file(WRITE ${OUTPUT} "${source}")
