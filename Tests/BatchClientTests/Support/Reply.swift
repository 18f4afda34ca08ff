/// HTTP responses as bytes.
enum Reply {
  static func http(
    _ status: String = "200 OK", _ headers: [String] = [], body: [UInt8], length: Int? = nil
  ) -> ScriptedServer.Step {
    let lines =
      ["HTTP/1.1 \(status)"] + headers + ["content-length: \(length ?? body.count)", "", ""]
    return .send(Array(lines.joined(separator: "\r\n").utf8) + body)
  }

  static func json(
    _ body: String, status: String = "200 OK", headers: [String] = []
  ) -> ScriptedServer.Step {
    http(status, ["content-type: application/json"] + headers, body: Array(body.utf8))
  }

  /// A head without a length: the body ends with the connection.
  static func head(_ headers: [String] = [], status: String = "200 OK") -> ScriptedServer.Step {
    .send(Array((["HTTP/1.1 \(status)"] + headers + ["", ""]).joined(separator: "\r\n").utf8))
  }

  static func page(_ ids: String..., hasMore: Bool = false) -> ScriptedServer.Step {
    json(pageText(ids, hasMore: hasMore))
  }

  static func pageText(_ ids: [String], hasMore: Bool = false) -> String {
    let data = ids.map { #"{"id":"\#($0)","object":"batch","status":"completed"}"# }
    return #"{"object":"list","data":[\#(data.joined(separator: ","))],"has_more":\#(hasMore)}"#
  }
}
