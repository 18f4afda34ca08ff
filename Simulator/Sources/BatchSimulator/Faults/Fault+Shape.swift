import Batches

extension Fault {
  /// The page in another shape than the documented one; nil for faults of another kind.
  func reshaped(_ page: ListPage) -> Answer? {
    switch self {
    case .bareArray: Answer(.array(page.items))
    case .envelope:
      Answer(
        .object([
          JSONMember("code", .number("20000")), JSONMember("message", .string("Ok")),
          JSONMember("status", .bool(true)), JSONMember("data", page.json),
        ]))
    default: nil
    }
  }
}
