import Batches
import Glibc
import Testing

@testable import BatchHistory

/// Writers wait for one another in real time, so the Makefile runs this with nothing beside it.
@Suite struct TwoWritersTests {
  @Test func twoProgramsWriteAtOnce() throws {
    let history = TemporaryHistory()
    final class Writer: @unchecked Sendable {
      let file: HistoryFile
      var failure: HistoryFailure?
      init(_ file: HistoryFile) { self.file = file }

      func run() {
        do {
          for round in 0..<25 {
            let store = SQLiteHistory(file, .writing)
            var reading = store.begin(.head, at: round)
            try store.record(TemporaryHistory.batches("abc"), in: &reading, at: round)
            try store.record(TemporaryHistory.batches("def"), in: &reading, at: round)
            try store.end(reading, reachedEnd: true, at: round)
          }
        } catch {
          failure = error
        }
      }
    }
    let writers = (0..<4).map { _ in Writer(history.file) }
    let threads = writers.map { writer in
      var thread = pthread_t()
      pthread_create(
        &thread, nil,
        { context in
          guard let context else { return nil }
          Unmanaged<Writer>.fromOpaque(context).takeUnretainedValue().run()
          return nil
        }, Unmanaged.passUnretained(writer).toOpaque())
      return thread
    }
    for thread in threads { pthread_join(thread, nil) }
    for writer in writers { #expect(writer.failure == nil) }
    #expect(try history.picture() == "abcdef")
    #expect(try history.changes() == [])
  }
}
