// The report around its findings: cover, custody, environment, how to check, what this does not prove.
#include <set>

#include <fmt/format.h>

#include "evidence/report/case.h"
#include "evidence/report/finding_section.h"
#include "evidence/report/html.h"
#include "evidence/report/style.h"

namespace markhound::evidence {
namespace {

std::string head() {
  return std::string(
             "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src "
             "'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta name=\"referrer\" content=\"no-referrer\">\n<title>Evidence report 证据报告</title>\n<style>") +
         report_style + "</style></head>\n<body>\n";
}

std::string stamp_words(const StampFacts& stamp) {
  if (stamp.stamped) {
    return fmt::format("{} by {} <span lang=\"zh\">由时间戳机构证明</span>", escape(stamp.time), escape(stamp.subject));
  }
  return fmt::format("none: {} <span lang=\"zh\">无独立时间戳</span>", escape(stamp.why_not));
}

std::size_t listings_of(const Case& item) {
  std::set<std::string> urls;
  for (const FindingRecord& record : item.findings) urls.insert(record.finding.listing);
  return urls.size();
}

std::string counted(std::size_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string summary(const Case& item) {
  const std::string findings = counted(item.findings.size(), "finding", "findings");
  const std::string listings = counted(listings_of(item), "listing", "listings");
  const std::string marks = counted(item.marks.size(), "registered mark", "registered marks");
  return fmt::format(
      "<p class=\"lead\">This report sets {} on online marketplaces against {}. It holds {}. For each it shows the "
      "mark "
      "beside the listing, what was recognised and where, what each thing weighs and on which authority, and what "
      "speaks "
      "for the seller. Everything was captured before it was read, and can be checked without our program.</p>"
      "<p class=\"lead\" lang=\"zh\">本报告将网络平台上的 {} 个商品链接与 {} 个注册商标进行比对，共有 {} "
      "项发现。每项发现均并列展示商标"
      "与商品链接，说明识别出的内容及位置、各因素的权重与依据，以及有利于卖家的理由。所有内容均先固定、后读取，"
      "不借助本程序也可核验。</p>",
      listings, marks, findings, listings_of(item), item.marks.size(), item.findings.size());
}

std::string overview(const Case& item) {
  std::string html = heading(3, "Overview", "概览");
  html +=
      "<table><thead><tr><th></th><th>Grade <span lang=\"zh\">评级</span></th><th>Mark <span "
      "lang=\"zh\">商标</span></th>"
      "<th>Listing <span lang=\"zh\">商品链接</span></th><th>Decision <span "
      "lang=\"zh\">决定</span></th></tr></thead>\n";
  std::size_t number = 0;
  for (const FindingRecord& record : item.findings) {
    const MarkExhibit* exhibit = item.mark(record.finding.mark);
    const std::string name = exhibit && !exhibit->mark.name.empty() ? exhibit->mark.name : record.finding.mark;
    html += fmt::format(
        "<tr><td class=\"number\">{}</td><td>{}</td><td class=\"outside\">{}</td><td "
        "class=\"outside\">{}<br><code>{}</code>"
        "</td><td>{}</td></tr>\n",
        ++number, grade_badge(record.finding.grade), escape(name), escape(record.seen.title),
        escape(record.finding.listing), to_string(record.decision));
  }
  return html +
         "</table>\n<p class=\"note\">Grades: S the strongest case, then A, B and C; none, an innocent likeness that "
         "is "
         "kept with its reason. A grade is a machine's opinion. <span lang=\"zh\">评级由强到弱为 S、A、B、C；none "
         "表示无关的"
         "相似。评级为机器意见。</span></p>\n";
}

std::string cover(const Case& item) {
  std::string html =
      "<header class=\"cover\"><p class=\"eyebrow\">Trademark use online <span lang=\"zh\">网络商标使用取证</span></p>";
  html += heading(1, "Evidence report", "证据报告") + summary(item) + "<table class=\"facts\">";
  html += row("Made", "制作时间", to_rfc3339(item.made));
  html += row("Operator", "操作人", escape(item.operator_name));
  html += row("Independent time", "独立时间", stamp_words(item.stamp));
  html += row("Custody log", "保管日志",
              fmt::format("{} entries, head <code>{}</code>", item.custody.entries, item.custody.head));
  return html + "</table>\n" + overview(item) + "</header>\n";
}

/// The last lines of the log as they stand in custody.jsonl.
std::string custody(const Case& item) {
  constexpr int shown = 4;
  const std::string& text = item.custody.text;
  std::size_t begin = text.size();
  for (int i = 0; i < shown && begin > 1; ++i) begin = text.rfind('\n', begin - 2) + 1;
  std::string lines;
  for (std::size_t at = begin; at < text.size();) {
    const auto end = text.find('\n', at);
    lines += escape(std::string_view(text).substr(at, end - at)) + "\n";
    at = end + 1;
  }
  return "<section>" + heading(2, "Custody", "保管") +
         fmt::format(
             "<p>Every capture, record, decision and export is an entry of an append-only log, in which each entry "
             "names "
             "the digest of the one before. The whole log, {} entries, is in <code>custody.jsonl</code>; its last "
             "entries are:</p><p lang=\"zh\">每次取证、记录、决定和导出均记入只增不改的日志，每条日志包含前一条的摘要。"
             "完整日志见 custody.jsonl，最后几条如下：</p><pre class=\"code\">{}</pre></section>\n",
             item.custody.entries, lines);
}

std::string environment(const Case& item) {
  std::string rows;
  for (const auto& [name, value] : item.environment) {
    rows += fmt::format("<tr><th>{}</th><td>{}</td></tr>\n", escape(name), escape(value));
  }
  return "<section>" + heading(2, "Environment", "取证环境") + "<table class=\"facts\">" + rows +
         "</table></section>\n";
}

std::string how_to_check(const Case& item) {
  std::string commands =
      "unzip case.zip -d case &amp;&amp; cd case &amp;&amp; sha256sum -c SHA256SUMS\n"
      "openssl cms -verify -binary -inform DER -in SHA256SUMS.p7s -content SHA256SUMS -CAfile signer-ca.crt -purpose "
      "any "
      "-out /dev/null\n";
  if (item.stamp.stamped)
    commands += "openssl ts -verify -data SHA256SUMS.p7s -in SHA256SUMS.p7s.tsr -CAfile tsa-ca.crt\n";
  return "<section>" + heading(2, "How to check", "如何核验") +
         "<p>With stock tools, without our program; <code>HOW-TO-CHECK.txt</code> explains each step. "
         "<span lang=\"zh\">使用通用工具即可核验，步骤说明见 HOW-TO-CHECK.txt。</span></p><pre class=\"code\">" +
         commands + "</pre></section>\n";
}

std::string limits(const Case& item) {
  std::string html = "<section>" + heading(2, "What this does not prove", "本报告不能证明的事项");
  html +=
      "<div class=\"notice\"><p>It proves that these bytes existed and are unaltered since; not that the server sent "
      "them, "
      "nor who the signer is, nor that others saw the same page. Whether there is infringement, and whether a defence "
      "holds, is for a person and in the end for a court to say. Nothing was bought or examined.</p>"
      "<p "
      "lang=\"zh\">本证据包证明这些字节当时存在且此后未被改动；"
      "不证明其确由服务器发出、签名人的身份或他人会看到相同页面。"
      "是否侵权、抗辩是否成立须由人、最终由法院判断。本证据包未购买也未检验任何商品。</p>";
  if (!item.stamp.stamped) {
    html +=
        "<p>No independent time exists: all times are those of the operator's clock. "
        "<span lang=\"zh\">没有独立时间戳，所有时间均来自操作人的计算机时钟。</span></p>";
  }
  return html + "</div></section>\n";
}

}  // namespace

std::string render(const Case& item) {
  std::string html = head() + cover(item);
  std::size_t number = 0;
  for (const FindingRecord& record : item.findings) html += finding_section(item, record, ++number);
  return html + custody(item) + environment(item) + how_to_check(item) + limits(item) + "</body></html>\n";
}

}  // namespace markhound::evidence
