import Batches
import Testing

/// 100,000 corrupted pages: the outcome is always a page within the limits or a failure with a
/// message, never a crash.
@Suite struct MutationTests {
  private static let casesOfASeed = 5_000

  @Test(arguments: 0..<20) func survivesEveryWound(seed: UInt64) throws {
    var mutator = Mutator(seed: seed)
    var pages = 0
    var failures = 0
    for number in 0..<Self.casesOfASeed {
      let page = mutator.page()
      let body = number % 4 == 0 ? page : mutator.mutated(page)
      do {
        try Self.check(try BatchPage(decoding: body), of: body, thoroughly: number % 16 < 2)
        pages += 1
      } catch let failure as ServiceFailure {
        Self.check(failure, of: body)
        failures += 1
        // A list in which no row has an id is one of another API, and one without any field of a batch is
        // a list of something else.
        #expect(
          number % 4 != 0 || failure.summary.contains("the rows have no id")
            || failure.summary.contains("not a list of batches"),
          "a valid page was refused: \(String(decoding: body, as: UTF8.self))")
      }
      if number % 4 == 1 {
        Self.check(
          ServiceFailure.response(
            status: 400 + number % 200, headers: ResponseFacts(), body: body, now: 0), of: body)
      }
    }
    // Both outcomes must have occurred often.
    #expect(pages > Self.casesOfASeed / 4)
    #expect(failures > Self.casesOfASeed / 8)
  }

  private static func check(_ page: BatchPage, of body: [UInt8], thoroughly: Bool) throws {
    let text = { String(decoding: body, as: UTF8.self) }
    let isWithinLimits =
      page.batches.count + page.skipped <= DecodingLimits.elementsPerPage
      && page.batches.allSatisfy { !$0.id.isEmpty && $0.times[.created] ?? 1 > 0 }
    if !isWithinLimits { Issue.record("beyond the limits: \(text())") }
    guard thoroughly else { return }
    for batch in page.batches {
      _ = (batch.name, batch.description, batch.counts?.fraction, BatchCSV.row(batch))
      // The output can be read again, and a second round trip changes nothing.
      let written = BatchJSON(batch)
      let again = try Batch(decoding: written.json())
      if BatchJSON(again).json() != written.json() { Issue.record("not stable: \(text())") }
    }
  }

  private static func check(_ failure: ServiceFailure, of body: [UInt8]) {
    let said = failure.serverMessage ?? ""
    let isOneLine = !said.unicodeScalars.contains { $0.properties.isWhitespace && $0 != " " }
    if said.count > 2 * DecodingLimits.excerptCharacters || !isOneLine || failure.summary.isEmpty {
      Issue.record("unfit to be shown: \(failure) for \(String(decoding: body, as: UTF8.self))")
    }
  }
}
