/// The names under which various servers report how a request went, in lower case and without `_` and
/// `-`: `errorCode`, `error_code` and `ErrorCode` are the same name.
enum ErrorNames {
  static let codes: Set<String> = [
    "code", "errorcode", "errcode", "errno", "statuscode", "retcode", "returncode", "resultcode",
  ]
  /// Members that say what kind of error it is, in a word.
  static let kinds = codes.union(["type", "status", "reason", "errortype", "errorstatus", "name"])
  /// Members that hold the id of the request.
  static let traceIDs: Set<String> = [
    "requestid", "traceid", "xdashscoperequestid", "xrequestid", "logid", "correlationid",
    "activityid", "rayid", "cfray", "reqid",
  ]
  /// Objects beside the message that say more about the request.
  static let contexts: Set<String> = [
    "innererror", "inner", "cause", "context", "debug", "debuginfo", "metadata", "info", "extra",
    "additionalinfo", "requestinfo", "request",
  ]
  /// Members that report an error unless their value means "none".
  static let errors: Set<String> = ["error", "errors", "detail", "fault"]
  /// Members that are false for an error.
  static let flags: Set<String> = ["success", "issuccess", "ok"]
  /// Members that hold a human-readable message.
  static let messages = [
    "message", "msg", "errormessage", "errormsg", "errmsg", "statusmessage", "statusmsg",
    "retmsg", "returnmsg", "resultmessage", "resultmsg", "errordescription", "faultstring",
  ]
  /// Objects that hold the outcome separately from the data: MiniMax (`base_resp`), iFlytek
  /// (`header`), Tencent (`Response`), Volcengine (`ResponseMetadata`).
  static let outcomes: Set<String> = [
    "baseresp", "header", "head", "meta", "response", "responsemetadata", "fault", "status",
  ]

  /// Values of `status` that report an error.
  static let badStatuses: Set<String> = ["error", "fail", "failed", "failure", "false"]

  static func folded(_ name: String) -> String {
    let kept = name.utf8.filter { $0 != ASCII.minus && $0 != UInt8(ascii: "_") }
    return String(decoding: kept.map(ASCII.lowercased), as: UTF8.self)
  }

  /// Whether a code means success: empty, zero, 2xx, SiliconFlow's 20000, or a word.
  static func isGood(code: String) -> Bool {
    if let number = Int(code) {
      return number == 0 || (200..<300).contains(number) || number == 20000
    }
    return ["", "ok", "success", "succeeded", "true"].contains(code.lowercased())
  }
}
