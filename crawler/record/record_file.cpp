#include "crawler/record/record_file.hpp"

#include "crawler/record/gzip.hpp"
#include "proofs/crypto/digest.hpp"
#include "proofs/encoding/base64.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <unistd.h>

namespace quorate {
namespace {

constexpr std::size_t read_bytes = 65'536;
// The largest page that limits.yaml allows is 2 MiB, its header 64 KiB; room for those who allow much more.
constexpr std::size_t max_record_bytes = std::size_t{256} * 1024 * 1024;

std::string hash(std::string_view bytes) { return std::string(as_text(sha256(as_bytes(bytes)))); }

Error at(const std::filesystem::path& file, std::uint64_t offset, const std::string& why) {
  return {Code::bad_encoding,
          file.string() + ": the record at offset " + std::to_string(offset) + ": " + why};
}

// Members one after the other.
class MemberReader {
 public:
  explicit MemberReader(const std::filesystem::path& file, std::uint64_t offset = 0)
      : file_(file), in_(file, std::ios::binary), offset_(offset) {
    in_.seekg(static_cast<std::streamoff>(offset));
  }

  struct Raw {
    std::uint64_t offset = 0;
    std::string compressed;
    WarcRecord record;
  };

  // Nothing at the end of the file.
  Result<std::optional<Raw>> next() {
    if (!in_.is_open()) return Error{Code::file_failed, file_.string() + ": " + std::strerror(errno)};
    Raw raw{offset_, {}, {}};
    Gunzip member(max_record_bytes);
    while (!member.ended()) {
      if (pending_.empty() && !refill()) {
        if (in_.bad()) return Error{Code::file_failed, file_.string() + ": cannot read"};
        if (raw.compressed.empty()) return std::optional<Raw>{};
        return at(file_, raw.offset, "is cut short");
      }
      const Result<std::size_t> taken = member.take(pending_);
      if (!taken) return at(file_, raw.offset, taken.error().detail);
      raw.compressed.append(pending_, 0, *taken);
      pending_.erase(0, *taken);
    }
    offset_ += raw.compressed.size();
    Result<WarcRecord> record = parse_warc(member.decoded());
    if (!record) return at(file_, raw.offset, record.error().detail);
    raw.record = std::move(*record);
    return std::optional<Raw>(std::move(raw));
  }

 private:
  bool refill() {
    std::array<char, read_bytes> bytes{};
    in_.read(bytes.data(), bytes.size());
    pending_.assign(bytes.data(), static_cast<std::size_t>(in_.gcount()));
    return !pending_.empty();
  }

  std::filesystem::path file_;
  std::ifstream in_;
  std::string pending_;
  std::uint64_t offset_;
};

bool is_seal(const WarcRecord& record) {
  const std::string* type = record.find("Content-Type");
  return type != nullptr && *type == seal_type;
}

}  // namespace

void SealChain::add(std::string_view member) {
  value_ = hash(value_ + hash(member));
  ++records_;
}

std::string SealChain::block() const {
  return "records: " + std::to_string(records_) + "\r\nseal: sha256:" + encode_hex(as_bytes(value_)) + "\r\n";
}

Result<RecordFileWriter> RecordFileWriter::create(const std::filesystem::path& file, std::string seed) {
  RecordFileWriter writer(file, std::move(seed));
  constexpr mode_t shared = 0644;
  const int created = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, shared);
  if (created < 0 && errno == EEXIST)
    return Error{Code::file_failed, file.string() + ": exists already, and is never overwritten"};
  if (created < 0)
    return Error{Code::file_failed, file.string() + ": cannot create: " + std::strerror(errno)};
  ::close(created);
  writer.out_.open(file, std::ios::binary);
  if (const Result<void> opened = writer.failed(); !opened) return opened.error();
  return writer;
}

Result<void> RecordFileWriter::failed() const {
  if (out_.good()) return {};
  return Error{Code::file_failed, file_.string() + ": cannot write: " + std::strerror(errno)};
}

Result<void> RecordFileWriter::add(const WarcRecord& record) {
  const std::string member = gzip(write_warc(record));
  out_.write(member.data(), static_cast<std::streamsize>(member.size()));
  chain_.add(member);
  return failed();
}

Result<void> RecordFileWriter::seal(std::string date) {
  WarcRecord record{{{"WARC-Type", "metadata"},
                     {"WARC-Record-ID", next_id()},
                     {"WARC-Date", std::move(date)},
                     {"Content-Type", std::string(seal_type)}},
                    chain_.block()};
  if (const Result<void> added = add(record); !added) return added.error();
  out_.flush();
  return failed();
}

// A UUID of version 8 (RFC 9562 section 5.8): bits of our own making.
std::string RecordFileWriter::next_id() {
  std::string bits = hash(hash(seed_) + chain_.block() + std::to_string(ids_++));
  bits[6] = static_cast<char>((bits[6] & 0x0f) | 0x80);  // NOLINT: where RFC 9562 has version and variant
  bits[8] = static_cast<char>((bits[8] & 0x3f) | 0x80);  // NOLINT
  const std::string hex = encode_hex(as_bytes(bits));
  return "<urn:uuid:" + hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +  // NOLINT
         hex.substr(16, 4) + "-" + hex.substr(20, 12) + ">";                                         // NOLINT
}

Result<void> read_record_file(const std::filesystem::path& file,
                              const std::function<Result<void>(Member)>& take) {
  MemberReader reader(file);
  SealChain chain;
  bool sealed = false;
  while (true) {
    Result<std::optional<MemberReader::Raw>> raw = reader.next();
    if (!raw) return raw.error();
    if (!*raw) break;
    if (sealed) return at(file, (*raw)->offset, "stands behind the seal");
    sealed = is_seal((*raw)->record);
    if (sealed && (*raw)->record.block != chain.block())
      return at(file, (*raw)->offset, "the seal is not that of the records before it");
    chain.add((*raw)->compressed);
    if (sealed) continue;
    if (const Result<void> taken = take({(*raw)->offset, std::move((*raw)->record)}); !taken)
      return at(file, (*raw)->offset, taken.error().detail);
  }
  if (sealed) return {};
  return Error{Code::bad_encoding, file.string() + ": is not sealed: it is cut short after " +
                                       std::to_string(chain.records()) +
                                       " records, or the run that wrote it did not end"};
}

Result<WarcRecord> read_record_at(const std::filesystem::path& file, std::uint64_t offset) {
  Result<std::optional<MemberReader::Raw>> raw = MemberReader(file, offset).next();
  if (!raw) return raw.error();
  if (!*raw) return at(file, offset, "is not there");
  return std::move((*raw)->record);
}

}  // namespace quorate
