import Batches
import TestSupport

/// The outcome of paging through a list.
struct Walk {
  /// The ids in the order in which they were first seen.
  private(set) var ids: [String] = []
  private(set) var failure: ServiceFailure?
  private(set) var pager: Pager
  private(set) var list: FakeList

  /// Walks until the pager, or a failure, says that it is over.
  /// - Parameter most: requests after which a walk counts as endless.
  init(_ list: FakeList, limit: Int = 5, after: BatchID? = nil, most: Int = 500) {
    self.list = list
    pager = Pager(limit: limit, after: after)
    var seen: Set<BatchID> = []
    while let request = pager.next, self.list.requests.count < most {
      do throws(ServiceFailure) {
        let page = try self.list.page(request)
        let new = page.batches.filter { seen.insert($0.key).inserted }.map(\.id)
        ids += new
        pager.accept(page, newIDs: new.count)
      } catch {
        if pager.recover(from: error) { continue }
        failure = error
        return
      }
    }
  }

  var requests: [PageRequest] { list.requests }
}
