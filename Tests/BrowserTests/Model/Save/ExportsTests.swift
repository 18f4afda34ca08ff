import BatchStore
import Batches
import Testing

@testable import Browser

struct ExportsTests {
  private func request(_ path: String) throws -> SaveRequest {
    SaveRequest(
      target: try SaveTarget(typed: path), replaces: false,
      content: .rows(SavedRows(BatchList(), ids: nil)))
  }

  private static let extent = SaveExtent(rows: 3, loaded: 3, coverage: .complete, hasGaps: false)

  @Test func onlyTheSaveUnderWayIsHeard() throws {
    var exports = Exports()
    let effect = exports.beginSave(try request("a.csv"), extent: Self.extent)
    guard case .save(let job) = effect else {
      Issue.record("it began \(effect)")
      return
    }
    #expect((job.number, job.work.target.path, job.work.replaces) == (1, "a.csv", false))
    exports.note(written: 2, number: 7)
    #expect(exports.save?.written == nil)
    exports.note(written: 2, number: 1)
    #expect(exports.save?.written == 2)
    #expect(exports.finishSave(7) == nil)
    #expect(exports.finishSave(1)?.extent == Self.extent)
    #expect(exports.save == nil)
  }

  @Test func pathsAreRememberedOnceEach() throws {
    var exports = Exports()
    for path in ["a.csv", "b.csv", "a.csv"] {
      _ = exports.beginSave(try request(path), extent: Self.extent)
    }
    #expect(exports.paths == ["b.csv", "a.csv"])
  }

  @Test func aSaveThatIsCancelledIsStillUnderWay() throws {
    var exports = Exports()
    _ = exports.beginSave(try request("a.csv"), extent: Self.extent)
    #expect(exports.cancelSave() == .cancelSave)
    #expect(exports.save?.isCancelled == true)
  }

  @Test func ofTwoCopiesTheLaterOneIsWanted() {
    var exports = Exports()
    let field = CopyField(name: "id", text: "b1")
    #expect(exports.beginCopy(field) == .copy(field, number: 1))
    #expect(exports.beginCopy(field) == .copy(field, number: 2))
    let isWanted = [1, 2, 2].map { exports.finishCopy($0) }
    #expect(isWanted == [false, true, false])
  }
}
