/// Which requests the simulator accepts.
public enum KeyRule: Sendable, Hashable {
  /// All of them, for `lazybatch --demo`, whose client has no key.
  case none
  /// Those with any bearer token, for `lazybatch simulate`, so that clients which forget their key
  /// fail as they would with the real service.
  case any
  /// Only those with this bearer token.
  case exactly(String)

  /// The error response to a request with this `Authorization` header; nil where it is accepted.
  func refusal(of authorization: String?) -> Answer? {
    if self == .none { return nil }
    let scheme = "bearer "
    guard let authorization, authorization.lowercased().hasPrefix(scheme) else {
      return .invalidToken
    }
    let token = authorization.dropFirst(scheme.count)
    if token.allSatisfy({ $0 == " " }) { return .invalidToken }
    if case .exactly(let key) = self, token != key { return .invalidKey }
    return nil
  }
}
