import Batches
import CCurl
import Secrets

/// Which redirects are followed.
enum Redirect {
  /// - Throws: a failure when the target is on another origin, since the key would be sent there.
  static func target(
    of location: String, from current: RequestTarget, at origin: Origin, mask: KeyMask
  ) throws(ServiceFailure) -> RequestTarget {
    let next = try address(of: location, from: current, at: origin, mask: mask)
    guard next.origin == origin else {
      let target = mask.hidingParts(in: next.origin.description)
      throw refusal(
        "\(origin) redirects to \(target), and the key is not sent there",
        advice: "If that is the right server, give it as the base URL")
    }
    return next.target
  }

  /// The address that a redirect leads to, wherever that is.
  static func address(
    of location: String, from current: RequestTarget, at origin: Origin, mask: KeyMask
  ) throws(ServiceFailure) -> HTTPAddress {
    guard !holdsKey(location, mask) else {
      throw refusal(
        "\(origin) redirects to an address that contains the key, which would end up in its logs",
        advice: "Use another key: this one is not safe there")
    }
    guard let url = URLParts(current.url(at: origin)), url.resolve(location.trimmingWhitespace()),
      let next = url[CURLUPART_URL].flatMap({ try? HTTPAddress($0) })
    else {
      throw refusal(
        "\(origin) redirects to an invalid address",
        advice: "Check the base URL")
    }
    return next
  }

  /// Also detects keys whose characters are percent-encoded, even repeatedly.
  static func holdsKey(_ location: String, _ mask: KeyMask) -> Bool {
    var text = location
    for _ in 0...maximumDecodings {
      if mask(text) != text { return true }
      let decoded = PercentEncoding.decode(text)
      if decoded == text { return false }
      text = decoded
    }
    return false
  }

  /// A server and the proxies in front of it usually decode an address once each.
  private static let maximumDecodings = 8

  static func tooMany(_ limit: Int, at origin: Origin) -> ServiceFailure {
    refusal("\(origin) redirects more than \(limit) times", advice: "Check the base URL")
  }

  static func refusal(_ summary: String, advice: String) -> ServiceFailure {
    ServiceFailure(.redirectRefused, summary, advice: advice)
  }
}

extension HTTPAddress {
  var target: RequestTarget { RequestTarget(path: path.isEmpty ? "/" : path, query: query) }
}
