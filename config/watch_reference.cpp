#include "config/watch.hpp"

namespace quorate {

std::string_view watch_reference() {
  return R"(# watch: every key of a watch file. Only `store` must be there; paths are meant from the file's own folder.
store: quorate.sqlite            # an SQLite file, made if it is not there; or postgresql://USER@HOST/DATABASE
settings: settings.yaml          # services, operators, limits, proxy, vantages, contact: see the settings file
contacts:                        # contact files. Each is added, or changed where its text has changed, at the start
  - contacts/alice.yaml          # and on SIGHUP; one that is left out stays (quorate contact remove NAME)
policy: {hostile: 1, accept: [confirmed]}   # of contacts without one of their own; or the path of a policy file
pace:
  hours: 24                      # between two looks: a page that was taken over is noticed within a day
  fresh_hours: 6                 # ... after a change, and while something waits: the next change is then likely
  fresh_days: 3                  # for how long after a change: most mending is done by then
  quiet_hours: 24                # ... where nothing has changed for quiet_days; more spares sites that never change
  quiet_days: 90                 # a quarter of a year
  retry_minutes: 15              # after a look that could not look; doubled up to `hours`: most outages are short
  slow_failures: 21              # in a row, some ten days of them: then the service is as good as dead ...
  slow_hours: 168                # ... and asked once a week
  catch_up: 4                    # what is overdue is made up for at four times the even pace: a day's in six hours
  starts_per_second: 1           # contacts, or faster where catching up wants it: 1000 take a quarter of an hour
  sink_retry_seconds: 5          # before an event is sent again; doubled for each attempt that fails ...
  sink_longest_retry_seconds: 3600   # ... up to an hour: a receiver that was down gets all of it soon after
  stop_seconds: 30               # for what is under way at SIGTERM or SIGHUP; then it is dropped, and is still due
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
api:                             # the HTTP API and its page (docs/api.md); without this section neither is served
  listen: ["127.0.0.1:8470"]     # ADDRESS:PORT, up to 16. Elsewhere than on loopback only with tls and a token
  tokens: api.tokens             # who may ask: made by `quorate token new --tokens api.tokens`, read again on SIGHUP
  tls:                           # PEM files, read again on SIGHUP
    certificate: api.pem         # with its chain
    key: api.key
  names: [quorate.example]       # hosts by which it is called, beside those of listen; others are turned away
  public_url: https://quorate.example   # where a server in front of this one speaks TLS: the Origin of its page
log:                             # sign the log of observations at the start, each day and at the end: docs/store.md
  key: log.key                   # the daemon's own: quorate key new --out log.key
  origin: home.example/quorate   # the log's name, best a domain and a path of yours
  checkpoint: log.note           # the newest signed head: put it where the store is not, and keep copies
network:                         # for tests and demos; see the options of the same names of quorate check
  ca_file: demo-ca.pem
  connect_to: 127.0.0.1:20443
  resolver: 127.0.0.1:5353
)";
}

}  // namespace quorate
