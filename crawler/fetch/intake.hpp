// Takes in an HTTP answer piece by piece, and says stop when it is larger than the limits allow or cannot
// be told where it ends.
#pragma once

#include "crawler/fetch/framing.hpp"
#include "crawler/record/gzip.hpp"
#include "proofs/observation.hpp"
#include "proofs/result.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quorate {

struct IntakeLimits {
  std::size_t header_bytes = 0;
  std::size_t header_lines = 0;
  std::size_t body_bytes = 0;         // as received and decoded
  std::size_t decode_ratio = 0;       // decoded bytes per received byte ...
  std::size_t decode_ratio_from = 0;  // ... in answers that decode to more than this
  Excess excess = Excess::refused;
};

class Intake {
 public:
  enum class Step { go_on, stop };

  explicit Intake(const IntakeLimits& limits) : limits_(limits) {}

  // One line of a header section, with its line ending: status lines, fields, the empty line, trailers.
  // Interim answers (1xx) are counted and dropped, trailers too.
  Step header(std::string_view bytes);

  // Bytes of the body as they came, still encoded.
  Step body(std::string_view bytes);

  // The end.
  Step finish();

  // Why it said stop; nothing when what came may be used: over_limit, or transfer_failed for an answer that
  // has no end, a header that can be read in more than one way or another coding than the one asked for. The
  // body of an answer of status 400 and above is no evidence of anything: if something is wrong with it, it
  // is left away without an error, and body_left_away() says so.
  const std::optional<Error>& error() const { return error_; }
  bool body_left_away() const { return body_left_away_; }
  // It said stop because it has as much of the body as is used (Excess::cut).
  bool has_enough() const { return has_enough_; }

  int status() const { return status_; }
  // Whether the empty line has come that ends the header: curl takes a connection that breaks off before it for
  // one that has ended.
  bool head_has_ended() const { return section_ == Section::body; }
  // Whether the header says where the body ends: by a length, or in chunks with a last one (RFC 9112
  // section 6.3). Over HTTP/1 any other body ends with its connection.
  bool marks_its_end() const { return end_ != Framing::End::connection; }
  // Whether the body is gzip, which ends with a sum over all of it: finish() refuses one that is cut short.
  bool is_packed() const { return coding_ == Framing::Coding::gzip; }
  std::size_t header_bytes() const { return header_bytes_; }

  // The answer: status, headers with lower-case names, body. Called once, at the end.
  void move_into(Observation& observation);

 private:
  enum class Section { head, body };

  Step stop(std::string_view why);
  Step stop(Error error);
  Step empty_line();
  Step field(std::string_view line);
  Step end_of_head();
  Step stop_body(Error error);
  Step unpack(std::string_view bytes);
  Step stop_at_limit();
  Error too_long() const;

  IntakeLimits limits_;
  Section section_ = Section::head;
  int status_ = 0;
  std::size_t header_bytes_ = 0;
  std::size_t header_lines_ = 0;
  std::size_t head_lines_ = 0;  // of the answer, interim or final, whose head is being read
  Framing::End end_ = Framing::End::connection;
  Framing::Coding coding_ = Framing::Coding::none;
  std::unique_ptr<Gunzip> member_;  // of gzip, where one is being read
  std::size_t members_ = 0;
  std::size_t received_ = 0;  // bytes of the body
  std::vector<std::pair<std::string, std::string>> headers_;
  std::string body_;
  bool body_left_away_ = false;
  bool has_enough_ = false;
  std::optional<Error> error_;
};

}  // namespace quorate
