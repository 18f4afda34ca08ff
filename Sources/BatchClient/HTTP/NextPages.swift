import Batches
import CCurl
import Secrets

/// The next pages whose addresses a server has named, by the last row before each.
final class NextPages: Sendable {
  private let targets = Locked<[BatchID: RequestTarget]>([:])

  func target(after row: BatchID?) -> RequestTarget? {
    row.flatMap { row in targets.withLock { $0[row] } }
  }

  /// Remembers what follows a page.
  /// - Parameters:
  ///   - target: of a page of the list.
  ///   - origin: of the server; an address elsewhere counts only if it differs in nothing else.
  func note(_ page: PageBody, from target: RequestTarget, at origin: Origin, mask: KeyMask) {
    guard let address = page.nextAddress, let last = page.lastID,
      let next = Self.target(of: address, from: target, at: origin)
    else { return }
    targets.withLock { $0[BatchID(mask(last.text))] = next }
  }

  static func target(
    of address: NextAddress, from current: RequestTarget, at origin: Origin
  ) -> RequestTarget? {
    switch address {
    case .page(let number):
      // Not with the cursor of the page before.
      let limit = (current.parameters ?? "").split(separator: "&").filter {
        $0.hasPrefix("limit=")
      }
      return RequestTarget(
        path: current.path, query: current.query,
        parameters: (limit + ["page=\(number)"]).joined(separator: "&"))
    case .link(let text):
      guard let url = URLParts(current.url(at: origin)), url.resolve(text.trimmingWhitespace()),
        let next = url[CURLUPART_URL].flatMap({ try? HTTPAddress($0) })
      else { return nil }
      // A server behind a gateway does not know by which name it is reached.
      guard next.origin == origin || next.path == current.path else { return nil }
      return RequestTarget(path: next.path.isEmpty ? "/" : next.path, query: next.query)
    }
  }
}
