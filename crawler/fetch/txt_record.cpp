#include "crawler/fetch/txt_record.hpp"

namespace quorate {

Result<std::string> decode_txt(std::string_view rdata) {
  if (rdata.empty()) return Error{Code::dns_failed, "a TXT record without a string"};
  std::string text;
  while (!rdata.empty()) {
    const std::size_t length = static_cast<unsigned char>(rdata.front());
    rdata.remove_prefix(1);
    if (length > rdata.size()) return Error{Code::dns_failed, "a TXT record whose string is cut off"};
    text.append(rdata.substr(0, length));
    rdata.remove_prefix(length);
  }
  return text;
}

}  // namespace quorate
