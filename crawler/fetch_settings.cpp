#include "crawler/fetch_settings.hpp"

#include "crawler/files.hpp"
#include "crawler/version.hpp"

namespace quorate {
namespace {
constexpr std::size_t max_authorities_bytes = std::size_t{4} * 1024 * 1024;  // the system's bundle is 220 KB
}  // namespace

namespace {

// The one of the command line goes before that of the settings.
Result<void> set_proxy(const WorldOptions& options, const Tables& tables, FetchSettings& settings) {
  if (!options.proxy.empty()) {
    const auto proxy = parse_proxy(options.proxy);
    if (!proxy) return Error{Code::bad_argument, "--proxy: " + proxy.error().detail};
    settings.proxy = *proxy;
  } else if (tables.settings.proxy) {
    const auto proxy = parse_proxy(*tables.settings.proxy);
    if (!proxy) return Error{Code::bad_config, "proxy: " + proxy.error().detail};
    settings.proxy = *proxy;
  }
  if (settings.proxy && settings.connect_to)
    return Error{Code::bad_argument, "--connect-to goes to one address, and so does a proxy; leave one out"};
  return {};
}

}  // namespace

Result<FetchSettings> fetch_settings(const WorldOptions& options, const Tables& tables) {
  FetchSettings settings;
  settings.limits = fetch_limits(tables.limits);
  for (const std::string& text : tables.settings.allow_addresses) {
    const auto range = parse_range(text);
    if (!range) return Error{Code::bad_config, "allow_addresses: " + range.error().detail};
    settings.allowed.push_back(*range);
  }
  settings.extra_anchor_file = tables.settings.trust_anchor;
  if (!options.ca_file.empty()) {
    const auto bytes = read_file(options.ca_file, max_authorities_bytes);
    if (!bytes) return Error{Code::bad_argument, "--ca-file: " + bytes.error().detail};
    if (bytes->find("-----BEGIN CERTIFICATE-----") == std::string::npos)
      return Error{Code::bad_argument, "--ca-file: " + options.ca_file + ": holds no certificate in PEM"};
    settings.ca_file = options.ca_file;
  }
  if (!options.connect_to.empty()) {
    const auto endpoint = parse_endpoint(options.connect_to);
    if (!endpoint) return Error{Code::bad_argument, "--connect-to: " + endpoint.error().detail};
    settings.connect_to = *endpoint;
  }
  if (!options.resolver.empty()) {
    const auto endpoint = parse_endpoint(options.resolver);
    if (!endpoint) return Error{Code::bad_argument, "--resolver: " + endpoint.error().detail};
    settings.resolver = *endpoint;
  }
  if (options.manners == Manners::crawl) settings.opening = Opening::when_needed;
  if (const auto done = set_proxy(options, tables, settings); !done) return done.error();
  settings.user_agent = "quorate/" + std::string(program_version());
  if (tables.settings.contact) settings.user_agent += " (+" + *tables.settings.contact + ")";
  return settings;
}

Result<std::vector<Vantage>> vantages(const WorldOptions& options, const Tables& tables,
                                      const FetchSettings& base) {
  std::vector<Vantage> all;
  if (!options.proxy.empty()) return all;
  for (const VantageSettings& written : tables.settings.vantages) {
    Vantage vantage{written.name, base};
    const auto wrong = [&](const std::string& why) {
      return Error{Code::bad_config, "vantage point \"" + written.name + "\": " + why};
    };
    if (written.proxy) {
      const auto proxy = parse_proxy(*written.proxy);
      if (!proxy) return wrong(proxy.error().detail);
      if (base.connect_to) return wrong("a proxy, beside --connect-to");
      vantage.settings.proxy = *proxy;
      // However they are written: two paths that are one would count twice.
      for (const Vantage& other : all)
        if (other.settings.proxy && text(*other.settings.proxy) == text(*proxy))
          return wrong("looks through the same proxy as \"" + other.name + "\"");
    }
    if (written.address) {
      boost::system::error_code error;
      vantage.settings.local_address = boost::asio::ip::make_address(*written.address, error);
      if (error) return wrong("\"" + *written.address + "\" is no IP address");
    }
    all.push_back(std::move(vantage));
  }
  return all;
}

}  // namespace quorate
