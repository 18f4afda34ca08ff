/// The names under which servers of many makers tell how a request went, in lower case and without
/// `_` and `-`: `errorCode`, `error_code` and `ErrorCode` are one name.
enum ErrorNames {
  static let codes: Set<String> = [
    "code", "errorcode", "errcode", "errno", "statuscode", "retcode", "returncode", "resultcode",
  ]
  /// Names of an error itself: whatever stands there, save for a "none", tells of one.
  static let errors: Set<String> = ["error", "errors", "detail", "fault"]
  /// Yes or no.
  static let flags: Set<String> = ["success", "issuccess", "ok"]
  /// Names of texts for people.
  static let messages = [
    "message", "msg", "errormessage", "errormsg", "errmsg", "statusmessage", "statusmsg",
    "retmsg", "returnmsg", "resultmessage", "resultmsg", "errordescription", "faultstring",
  ]
  /// Objects that hold the outcome apart from the data, as with MiniMax (`base_resp`), iFlytek
  /// (`header`), Tencent (`Response`) and Volcengine (`ResponseMetadata`).
  static let outcomes: Set<String> = [
    "baseresp", "header", "head", "meta", "response", "responsemetadata", "fault", "status",
  ]

  /// Words that a status has where nothing is well.
  static let badStatuses: Set<String> = ["error", "fail", "failed", "failure", "false"]

  static func folded(_ name: String) -> String {
    let kept = name.utf8.filter { $0 != ASCII.minus && $0 != UInt8(ascii: "_") }
    return String(decoding: kept.map(ASCII.lowercased), as: UTF8.self)
  }

  /// Whether a code means "all is well": none, zeros, 2xx, SiliconFlow's 20000, or a word.
  static func isGood(code: String) -> Bool {
    if let number = Int(code) {
      return number == 0 || (200..<300).contains(number) || number == 20000
    }
    return ["", "ok", "success", "succeeded", "true"].contains(code.lowercased())
  }
}
