/// Hands what was read to the history, one entry after the other, while the browser goes on.
package final class Recorder: Sendable {
  private enum Work: Sendable {
    case entry(HistoryEntry, now: Int)
    case goneRows
    case end
  }

  /// What the history tells of itself.
  enum Report: Sendable {
    case problem(HistoryProblem)
    case gone(GoneRows)
  }

  let history: any BrowserHistory
  private let queue: AsyncStream<Work>.Continuation
  private let worker: Task<Void, Never>

  init(_ history: any BrowserHistory, report: @escaping @Sendable (Report) -> Void) {
    self.history = history
    let (works, queue) = AsyncStream<Work>.makeStream()
    self.queue = queue
    worker = Task {
      for await work in works {
        switch work {
        case .entry(let entry, let now):
          if let problem = await history.record(entry, at: now) { report(.problem(problem)) }
        case .goneRows: report(.gone(await history.goneRows()))
        case .end: await history.end()
        }
      }
    }
  }

  func record(_ entry: HistoryEntry, at now: Int) { queue.yield(.entry(entry, now: now)) }

  /// Asks for the batches that are gone, once everything up to now is recorded.
  func askForGoneRows() { queue.yield(.goneRows) }

  /// Nothing more is to be recorded.
  func finish() {
    queue.yield(.end)
    queue.finish()
  }

  /// How long the end of the program may be put off.
  private static let longestWait = Duration.seconds(2)

  /// Waits until everything is written, within `longestWait`; what is left then is dropped.
  package func finished() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.worker.value }
      group.addTask { try? await Task.sleep(for: Self.longestWait) }
      await group.next()
      self.worker.cancel()
      group.cancelAll()
    }
  }
}
