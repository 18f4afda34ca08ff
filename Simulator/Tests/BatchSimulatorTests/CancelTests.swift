import Batches
import Testing

@testable import BatchSimulator

@Suite struct CancelTests {
  static let now = 1_749_049_200

  private static func post(
    _ api: BatchAPI, _ path: String, at time: Int = now, key: String? = nil
  ) -> Answer {
    api.answer(Call(method: "POST", path: path, authorization: key), number: 0, at: time)
  }

  private static func api(dialect: Dialect = .siliconflow) -> BatchAPI {
    BatchAPI(fleet: Fleet(count: 250, seed: 1, start: now), seed: 1, dialect: dialect)
  }

  private static func ordinals(
    _ fleet: Fleet, _ isWanted: (Batch) -> Bool
  ) -> [Int] {
    (0..<250).filter { isWanted(fleet.batch($0, at: now)) }
  }

  /// It goes on for a while, then it is being cancelled, then it is; nothing that was done is lost.
  @Test func aBatchMovesToItsEnd() throws {
    let api = Self.api()
    let fleet = api.fleet
    let active = Self.ordinals(fleet) { !$0.status.isTerminal && $0.status.text != "cancelling" }
    #expect(active.count > 5)
    for ordinal in active {
      let before = fleet.batch(ordinal, at: Self.now)
      let answer = Self.post(api, "/v1/batches/\(before.id)/cancel")
      let after = try Batch(decoding: answer.body)
      #expect(after.status == before.status)
      #expect(answer.status == 200)
      var words: [String] = []
      var done = before.counts?.completed ?? 0
      for time in Self.now...Self.now + 60 {
        let batch = fleet.batch(ordinal, at: time)
        if words.last != batch.status.text { words.append(batch.status.text) }
        let now = batch.counts?.completed ?? 0
        // By rounding.
        #expect(now >= done - 1, "\(before.status.text)")
        done = max(done, now)
        if let counts = batch.counts {
          #expect(counts.total == before.counts?.total ?? counts.total)
        }
      }
      #expect(Array(words.suffix(2)) == ["cancelling", "cancelled"], "\(words)")
      let end = fleet.batch(ordinal, at: Self.now + 60)
      #expect(end.times[.cancelled] != nil && end.times[.completed] == nil)
    }
  }

  @Test func aSecondRequestChangesNothing() throws {
    let api = Self.api()
    let ordinal = try #require(Self.ordinals(api.fleet) { $0.status.text == "in_progress" }.first)
    let id = api.fleet.id(of: ordinal)
    _ = Self.post(api, "/v1/batches/\(id)/cancel")
    let end = api.fleet.batch(ordinal, at: Self.now + 100)
    #expect(Self.post(api, "/v1/batches/\(id)/cancel", at: Self.now + 1).status == 200)
    #expect(api.fleet.batch(ordinal, at: Self.now + 100) == end)
    #expect(Self.post(api, "/v1/batches/\(id)/cancel", at: Self.now + 100).status == 400)
  }

  @Test func whatHasEndedIsNotCancelled() throws {
    let api = Self.api()
    let ordinal = try #require(Self.ordinals(api.fleet) { $0.status.text == "completed" }.first)
    let before = api.fleet.batch(ordinal, at: Self.now)
    let answer = Self.post(api, "/v1/batches/\(before.id)/cancel")
    #expect(answer.status == 400)
    #expect(answer.text.contains("Cannot cancel a batch with status 'completed'"))
    #expect(api.fleet.batch(ordinal, at: Self.now) == before)
  }

  @Test(arguments: [
    "/v1/batches/batch_aaaaaaaaaa/cancel", "/v1/batches/cancel", "/v1/batches", "/v1/files",
  ])
  func otherPathsAreNotFound(path: String) {
    #expect(Self.post(Self.api(), path).status == 404)
  }

  @Test func itNeedsAKey() throws {
    var api = Self.api()
    api.keyRule = .any
    let ordinal = try #require(Self.ordinals(api.fleet) { $0.status.text == "in_progress" }.first)
    let path = "/v1/batches/\(api.fleet.id(of: ordinal))/cancel"
    #expect(Self.post(api, path).status == 401)
    #expect(api.fleet.batch(ordinal, at: Self.now + 60).status.text != "cancelled")
    #expect(Self.post(api, path, key: "Bearer demo").status == 200)
  }

  @Test(arguments: [
    (Dialect.gemini, "/v1/batches/ID:cancel"), (.cohere, "/v2/batches/ID:cancel"),
    (.mistral, "/v1/batch/jobs/ID/cancel"), (.anthropic, "/v1/messages/batches/ID/cancel"),
  ])
  func otherProvidersPaths(dialect: Dialect, path: String) throws {
    let api = Self.api(dialect: dialect)
    let ordinal = try #require(Self.ordinals(api.fleet) { $0.status.text == "in_progress" }.first)
    let id = api.fleet.id(of: ordinal)
    #expect(Self.post(api, path.replacing("ID", with: id)).status == 200)
    #expect(api.fleet.batch(ordinal, at: Self.now + 60).status.text == "cancelled")
  }
}
