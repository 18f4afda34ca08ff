import Batches

/// The place beside the API where some providers keep files: whoever has a URL may read it, and a request
/// that carries a key is refused, as S3 does.
struct StorageAPI: Service {
  let files: FilesAPI
  let faults: [FaultRule]
  let seed: UInt64

  var dialect: Dialect { files.dialect }

  func answer(_ call: Call, number: Int, at time: Int) -> Answer {
    let path = call.path.split(separator: "/").map(String.init)
    guard call.method == "GET", path.count == 2, path[0] == StoragePlace.path else {
      return Self.refusal("NoSuchKey", "The specified key does not exist.", status: 404)
    }
    guard call.authorization == nil else {
      return Self.refusal(
        "InvalidArgument", "Only one auth mechanism allowed: the URL is signed.", status: 400)
    }
    guard call.query[StoragePlace.signature.name] == StoragePlace.signature.value else {
      return Self.refusal("AccessDenied", "Request has expired", status: 403)
    }
    let others = faults.filter { $0.fault != .fileRedirect && $0.fault != .fileURL }
    let fault = others.fault(forRequest: number, seed: seed)
    var answer = files.content(path[1], call, at: time, under: fault)
    answer.delivery = fault?.delivery(of: answer) ?? .whole
    return answer
  }

  private static func refusal(_ code: String, _ message: String, status: Int) -> Answer {
    Answer(
      text: """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>\(code)</Code><Message>\(message)</Message></Error>

        """, status: status, contentType: "application/xml")
  }
}

/// The URLs of that place.
enum StoragePlace {
  static let path = "storage"
  static let signature = (name: "X-Signature", value: "c2lnbmVk")

  /// - Parameter storage: its scheme, host and port.
  static func url(of id: String, at storage: String) -> String {
    "\(storage)/\(path)/\(id)?\(signature.name)=\(signature.value)&X-Expires=3600"
  }
}
