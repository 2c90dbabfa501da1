// What the status of an HTTP answer means.
#pragma once

namespace quorate {

// RFC 9110 section 15.4. 304 is none: it says that what one has already still holds.
constexpr bool is_redirect(int status) { return status >= 300 && status <= 399 && status != 304; }

}  // namespace quorate
