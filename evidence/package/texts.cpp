// The two pages for a reader who has this package and nothing else.
#include "evidence/package/exhibits.h"

namespace markhound::evidence {
namespace {

constexpr const char* check_english = R"(HOW TO CHECK THIS PACKAGE

You need no program of ours. On any machine with unzip, sha256sum and OpenSSL 1.1.1 or later:

1. Every file is as it was when the list was made; prints OK for each:

    unzip case.zip -d case && cd case && sha256sum -c SHA256SUMS

2. The list was signed by the holder of the key in signer-ca.crt; prints "CMS Verification successful":

    openssl cms -verify -binary -inform DER -in SHA256SUMS.p7s -content SHA256SUMS -CAfile signer-ca.crt -purpose any -out /dev/null

   The certificate was made by the operator himself. It says who signed only if you know its fingerprint from
   elsewhere, for instance from the operator's letter. Print it with:

    openssl x509 -in signer-ca.crt -noout -subject -fingerprint -sha256

)";

constexpr const char* check_stamped =
    R"(3. The signature existed when the time-stamping authority saw it, and so did the custody log; prints "Verification: OK":

    openssl ts -verify -data SHA256SUMS.p7s -in SHA256SUMS.p7s.tsr -CAfile tsa-ca.crt
    openssl ts -verify -data custody.jsonl -in custody.jsonl.tsr -CAfile tsa-ca.crt

   Once the authority's certificate has expired, add  -attime SECONDS  with a time when it was valid. The time is shown by:

    openssl ts -reply -in SHA256SUMS.p7s.tsr -text

   Compare tsa-ca.crt with what the authority itself publishes.

)";

constexpr const char* check_unstamped =
    R"(3. No independent time stamp exists for this package: its times are those of the operator's clock.

)";

constexpr const char* check_rest =
    R"(4. archive/captures.warc.gz holds what was sent and received, byte for byte, as WARC 1.1 (ISO 28500). Any WARC tool reads
   it; each record carries its own digests.

5. custody.jsonl is the custody log, one JSON object a line. An entry's "digest" is the SHA-256 of its line without the
   member "digest", and each entry names the digest of the one before. To recompute the digest of line 1:

    sed -n 1p custody.jsonl | sed 's/,"digest":"[0-9a-f]*"}$/}/' | tr -d '\n' | sha256sum

   With markhound, all of this at once:  markhound evidence verify case.zip


如何核验本证据包

无需本公司的任何程序。在装有 unzip、sha256sum 和 OpenSSL 1.1.1 以上版本的机器上：

1. 每个文件均与清单生成时一致（每个文件显示 OK）：见上文第 1 条命令。
2. 清单由 signer-ca.crt 中密钥的持有人签名（显示 CMS Verification successful）：见上文第 2 条命令。
   该证书由操作人自行生成。只有从其他途径得知其指纹，才能据此确认签名人。
)";

constexpr const char* check_chinese_stamped =
    R"(3. 签名及保管日志在时间戳机构见到它们时已经存在（显示 Verification: OK）：见上文第 3 条命令。
)";
constexpr const char* check_chinese_unstamped = R"(3. 本证据包没有独立的时间戳：其中的时间均来自操作人的计算机时钟。
)";
constexpr const char* check_chinese_rest =
    R"(4. archive/captures.warc.gz 逐字节保存了发送与接收的内容，格式为 WARC 1.1（ISO 28500）。
5. custody.jsonl 为保管日志，每行一条，逐条以摘要相连，可用上文第 5 条命令重算。
)";

constexpr const char* limits_english = R"(WHAT THIS PACKAGE DOES NOT PROVE

- That the server sent these bytes. A signed, stamped archive proves that the bytes existed and are unaltered since. Raw
  bytes, remote addresses, DNS answers and TLS certificates are kept so that an invention would be harder and easier to
  find out; they do not make it impossible.
- Who the signer is. The certificate in this package was made by the operator himself.
- That anybody else would have seen the same page. Pages differ by place, time, language and account.
- That a listing infringes a right. Grades and scores are a machine's opinion by the rules named in the report. Whether
  there is a likelihood of confusion, and whether a defence holds, is for a person and in the end for a court to say.
- That the goods are counterfeit. Nothing here was bought or examined.
- That the register's data are current. The rights are shown as the operator entered or imported them.
- That nothing else was found. The package holds the findings that the operator chose to export.
)";

constexpr const char* limits_unstamped =
    R"(- When this package was made. No independent time stamp exists; all times are those of the operator's clock.
  Reason: )";

constexpr const char* limits_chinese = R"(
本证据包不能证明的事项

- 不能证明这些字节确由服务器发出。经签名并加盖时间戳的存档只证明这些字节当时存在且此后未被改动。
- 不能证明签名人的身份。证据包中的证书由操作人自行生成。
- 不能证明其他人会看到相同的页面。页面因地点、时间、语言和账户而异。
- 不能证明商品链接构成侵权。评级与分数是机器依照报告所列规则得出的意见；是否容易导致混淆、抗辩是否成立，须由人、
  最终由法院判断。
- 不能证明商品为假冒。本证据包未购买也未检验任何商品。
- 不能证明注册信息为最新。权利信息按操作人录入或导入的内容列示。
- 不能证明没有其他发现。本证据包只包含操作人选择导出的发现。
)";

constexpr const char* limits_chinese_unstamped =
    R"(- 不能证明本证据包的生成时间。没有独立的时间戳，所有时间均来自操作人的计算机时钟。
)";

}  // namespace

std::string how_to_check(const Case& item) {
  const bool stamped = item.stamp.stamped;
  return std::string(check_english) + (stamped ? check_stamped : check_unstamped) + check_rest +
         (stamped ? check_chinese_stamped : check_chinese_unstamped) + check_chinese_rest;
}

std::string what_this_does_not_prove(const Case& item) {
  std::string text = limits_english;
  if (!item.stamp.stamped) text += limits_unstamped + item.stamp.why_not + ".\n";
  text += limits_chinese;
  if (!item.stamp.stamped) text += limits_chinese_unstamped;
  return text;
}

}  // namespace markhound::evidence
