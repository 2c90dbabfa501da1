// A port of 127.0.0.1 that takes TCP connections and UDP datagrams and never says a word.
#pragma once

namespace quorate {

class SilentServer {
 public:
  SilentServer();
  ~SilentServer();
  SilentServer(const SilentServer&) = delete;
  SilentServer& operator=(const SilentServer&) = delete;

  int port() const { return port_; }

  // Whether anybody has connected by TCP since it was asked last.
  bool was_connected_to() const;

 private:
  int tcp_ = -1;
  int udp_ = -1;
  int port_ = 0;
};

}  // namespace quorate
