// Reads a WARC file with the public reader warcio and prints one JSON line a record: what stands in it, and whether its
// digests hold.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { WARCParser } from "warcio";

const sha256 = (bytes) => "sha256:" + createHash("sha256").update(bytes).digest("hex");

for await (const record of new WARCParser(createReadStream(process.argv[2]))) {
  const payload = await record.readFully(true);
  const declared = record.warcHeaders.headers.get("WARC-Payload-Digest");
  console.log(JSON.stringify({
    type: record.warcType,
    uri: record.warcTargetURI ?? null,
    id: record.warcHeaders.headers.get("WARC-Record-ID"),
    status: record.warcType === "response" ? record.httpHeaders.statusCode : null,
    length: payload.length,
    digest_holds: declared ? declared === sha256(payload) : null,
  }));
}
