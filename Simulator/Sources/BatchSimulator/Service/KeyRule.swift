/// Which requests the simulator lets in.
public enum KeyRule: Sendable, Hashable {
  /// All of them: what `lazybatch --demo` needs, since a client sends no key to a loopback address
  /// when it has none.
  case none
  /// Those with any bearer token, as the real service would: what `lazybatch simulate` needs, so that
  /// a client which forgets its key finds out.
  case any
  /// Those with this bearer token alone.
  case exactly(String)

  /// The refusal for a request with this `Authorization` header; nil where it may pass.
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
