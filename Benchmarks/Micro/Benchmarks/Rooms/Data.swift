import BatchStore
import Batches
import Screen

@testable import Browser

/// The data of the measurements: batches as servers send them, a third of them in Chinese.
enum Data {
  static let now = 1_795_530_000

  static func json(_ number: Int) -> String {
    let created = now - 600 * number
    let name = number % 3 == 0 ? "批处理-夜间评测-\(number)" : "nightly-eval-\(number)"
    let isDone = number > 20
    return """
      {"id":"batch_\(number)x7k2562nk","object":"batch","endpoint":"/v1/chat/completions",\
      "errors":null,"input_file_id":"file-\(number)y3u2i2t34w","completion_window":"24h",\
      "status":"\(isDone ? "completed" : "in_progress")",\
      "output_file_id":\(isDone ? "\"file-\(number)out\"" : "null"),"error_file_id":null,\
      "created_at":\(created),"in_progress_at":\(created + 130),"expires_at":\(created + 86400),\
      "finalizing_at":\(isDone ? "\(created + 4000)" : "null"),\
      "completed_at":\(isDone ? "\(created + 4100)" : "null"),"failed_at":null,"expired_at":null,\
      "cancelling_at":null,"cancelled_at":null,\
      "request_counts":{"total":500,"completed":\(isDone ? 500 : 312),"failed":0},\
      "metadata":{"name":"\(name)","batch_description":"weekly refresh of the index"},\
      "file_name":"\(name).jsonl"}
      """
  }

  static func page(_ number: Int) -> [UInt8] {
    let batches = (number * 100..<number * 100 + 100).map(json).joined(separator: ",")
    return Array(#"{"object":"list","data":[\#(batches)],"has_more":true}"#.utf8)
  }

  static func pages(_ count: Int) -> [[Batch]] {
    (0..<count).map { (try? BatchPage(decoding: page($0)).batches) ?? [] }
  }

  static func list(pages count: Int) -> BatchList {
    var list = BatchList()
    for page in pages(count) {
      list.merge(page, after: list.lastID.map { .after(id: $0) } ?? .head, asOf: Double(now))
    }
    return list
  }

  /// The browser with a number of pages loaded, 120x40, with the detail pane open.
  static func browser(pages count: Int) -> BrowserState {
    let settings = BrowserState.Settings(
      serverName: "127.0.0.1", pageSize: 100, zone: .fixed(hours: 8), seed: 1)
    var state = BrowserState(
      settings: settings, size: Size(columns: 120, rows: 40), charset: .unicode,
      now: Double(now))
    var effects = state.update(.start, now: Double(now))
    for page in pages(count) {
      for case .send(_, let number) in effects {
        effects = state.update(
          .page(number: number, .success(BatchPage(batches: page, hasMore: true))),
          now: Double(now))
      }
      if effects.isEmpty { effects = press("G", &state) }
    }
    _ = press("g", &state)
    return state
  }

  @discardableResult
  static func press(_ key: Character, _ state: inout BrowserState) -> [Effect] {
    state.update(.input(.key(.character(key))), now: Double(now))
  }
}
