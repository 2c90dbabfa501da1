#include "config/watch.hpp"

namespace quorate {

std::string_view watch_reference() {
  return R"(# watch: every key of a watch file. Only `store` must be there; paths are meant from the file's own folder.
store: quorate.sqlite            # an SQLite file, made if it is not there; or postgresql://USER@HOST/DATABASE
settings: settings.yaml          # services, operators, limits, proxy, vantages, contact: see the settings file
contacts:                        # contact files. Each is added, or changed where its text has changed, at the start
  - contacts/alice.yaml          # and on SIGHUP; one that is left out stays (quorate contact remove NAME)
policy: {hostile: 1, accept: [confirmed]}   # of contacts without one of their own; or the path of a policy file
sinks:                           # who is told of events, up to 16: each gets all of them, in order, at least once
  - name: journal                # how the store remembers what this one was told: a new name begins with new events
    log: {file: "-"}             # one JSON object a line, appended; "-" for standard output
  - name: chat
    webhook:
      url: https://chat.example/hook
      secret_file: hook.secret   # signs each POST (HMAC-SHA-256): docs/watch.md. At least 16 bytes
      ca_file: chat-ca.pem       # trust these authorities instead of the system's
      allow_local: "no"          # "yes": addresses of this machine and network, and http:// to 127.0.0.1 or ::1
  - name: mail
    command:
      argv: [/usr/local/bin/tell, alice]   # no shell; the event as JSON on standard input
      timeout_seconds: 30        # then it is ended, and tried again later. 1 to 600
api:
  listen: 127.0.0.1:7878         # elsewhere only with tokens and TLS
  tokens_file: tokens.yaml
  tls: {certificate: api.pem, key: api.key}
  names: [quorate.example]       # by which browsers may call it, beside its address and localhost
network:                         # for tests and demos; see the options of the same names of quorate check
  ca_file: demo-ca.pem
  connect_to: 127.0.0.1:20443
  resolver: 127.0.0.1:5353
)";
}

}  // namespace quorate
