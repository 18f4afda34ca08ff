import Batches
import FoundationEssentials
import Testing

@testable import BatchSimulator

/// Files as functions of their place.
@Suite struct FileTextTests {
  static let now = 1_749_049_200
  static let fleet = Fleet(count: 250, seed: 1, start: now)

  /// A line of any file, as a reader of the documented shapes sees it.
  struct Line: Decodable {
    struct Response: Decodable {
      struct Body: Decodable {
        struct Usage: Decodable {
          struct Cached: Decodable { var cachedTokens: Int }
          struct Reasoning: Decodable { var reasoningTokens: Int }
          var promptTokens: Int
          var completionTokens: Int?
          var totalTokens: Int
          var promptTokensDetails: Cached?
          var completionTokensDetails: Reasoning?
        }
        struct Failure: Decodable { var message: String }
        var usage: Usage?
        var error: Failure?
      }
      var statusCode: Int
      var body: Body
    }
    struct Failure: Decodable {
      var code: String
      var message: String
    }
    var customId: String
    var method: String?
    var url: String?
    var response: Response?
    var error: Failure?
  }

  static func bytes(_ slice: FileSlice) async -> [UInt8] {
    var bytes: [UInt8] = []
    await slice.forEachPart { bytes += $0 }
    return bytes
  }

  static func bytes(_ text: FileText) async -> [UInt8] {
    await bytes(FileSlice(text: text, range: 0..<text.size))
  }

  static func lines(_ text: FileText) async throws -> [Line] {
    try await bytes(text).split(separator: 0x0A).map { line in
      try WirePage.decode(Array(line))
    }
  }

  /// Batches that have ended in each way, of some seeds.
  static let ends: [(Fleet, Int)] = (UInt64(1)...4).flatMap { seed -> [(Fleet, Int)] in
    let fleet = Fleet(count: 250, seed: seed, start: now)
    var found: [String: Int] = [:]
    for ordinal in 0..<250 {
      let batch = fleet.batch(ordinal, at: now)
      guard batch.status.isTerminal, batch.counts?.total ?? 0 > 0 else { continue }
      found["\(batch.status.text) \(batch.errorFileID != nil) \(batch.outputFileID != nil)"] =
        ordinal
    }
    return found.values.map { (fleet, $0) }
  }

  @Test func linesAreThoseOfTheCounts() async throws {
    var hasMissing = false
    for (fleet, ordinal) in Self.ends {
      let counts = try #require(fleet.batch(ordinal, at: Self.now).counts)
      func ids(_ file: BatchFile) async throws -> [String] {
        try await Self.lines(fleet.text(of: file, ofBatch: ordinal, at: Self.now)).map(\.customId)
      }
      let (input, output, errors) = try await (ids(.input), ids(.output), ids(.errors))
      #expect(input.count == counts.total)
      #expect(output.count == counts.completed)
      #expect(errors.count == counts.failed)
      #expect(Set(input).count == input.count)
      let ended = Set(output).union(errors)
      #expect(ended.count == output.count + errors.count)
      #expect(ended.isSubset(of: input))
      hasMissing = hasMissing || ended.count < input.count
    }
    #expect(hasMissing)
  }

  @Test func linesHaveTheirLengths() async {
    for (fleet, ordinal) in Self.ends {
      for file in BatchFile.allCases {
        var text = fleet.text(of: file, ofBatch: ordinal, at: Self.now)
        for isBroken in [false, true] {
          text.isBroken = isBroken
          let bytes = await Self.bytes(text)
          #expect(bytes.count == text.size)
          #expect(bytes.last == 0x0A || text.size == 0)
          if !isBroken { #expect(String(validating: bytes, as: UTF8.self) != nil) }
        }
      }
    }
  }

  @Test func usageIsOfSeveralKinds() async throws {
    var (cached, reasoning, withoutUsage, withoutDetails) = (0, 0, 0, 0)
    for (fleet, ordinal) in Self.ends where fleet.isChat(ordinal) {
      for line in try await Self.lines(fleet.text(of: .output, ofBatch: ordinal, at: Self.now)) {
        #expect(line.response?.statusCode == 200)
        guard let usage = line.response?.body.usage else {
          withoutUsage += 1
          continue
        }
        #expect(usage.totalTokens == usage.promptTokens + (usage.completionTokens ?? 0))
        cached += usage.promptTokensDetails?.cachedTokens ?? 0
        reasoning += usage.completionTokensDetails?.reasoningTokens ?? 0
        if usage.promptTokensDetails == nil { withoutDetails += 1 }
      }
    }
    #expect(cached > 0 && reasoning > 0 && withoutUsage > 0 && withoutDetails > 0)
  }

  @Test func failuresHaveADozenCauses() async throws {
    var causes: Set<String> = []
    for (fleet, ordinal) in Self.ends {
      for line in try await Self.lines(fleet.text(of: .errors, ofBatch: ordinal, at: Self.now)) {
        let message = line.response?.body.error?.message ?? line.error?.message ?? ""
        #expect(!message.isEmpty)
        causes.insert(String(message.prefix(12)))
      }
    }
    #expect(causes.count >= 12, "\(causes)")
    #expect(causes.contains { $0.unicodeScalars.contains { $0.value > 0x4E00 } })
  }

  /// Any part is what the whole has there.
  @Test(arguments: [UInt64](1...20))
  func partsAreOfTheWhole(seed: UInt64) async {
    let (fleet, ordinal) = Self.ends[Int(seed) % Self.ends.count]
    let text = fleet.text(of: .input, ofBatch: ordinal, at: Self.now)
    let whole = await Self.bytes(text)
    var random = SplitMix64(seed: seed)
    for _ in 0..<10 {
      let start = Int(random.next() % UInt64(text.size))
      let end = start + Int(random.next() % UInt64(text.size - start + 1))
      let part = await Self.bytes(FileSlice(text: text, range: start..<end))
      #expect(part == Array(whole[start..<end]))
    }
  }

  /// The end of a file of a terabyte costs no more than its beginning.
  @Test func aHugeFileHasItsEnd() async throws {
    let fleet = Fleet(count: 250, seed: 1, start: Self.now, requests: 1_000_000_000)
    let text = fleet.text(of: .input, ofBatch: 3, at: Self.now)
    #expect(text.size > 600_000_000_000)
    let end = await Self.bytes(FileSlice(text: text, range: text.size - 5_000..<text.size))
    #expect(end.count == 5_000)
    let last = try #require(end.split(separator: 0x0A).last)
    let line: Line = try WirePage.decode(Array(last))
    #expect(line.customId == "request-1000000000")
  }

  @Test func requestsAreAsManyAsAskedFor() {
    let fleet = Fleet(count: 100, seed: 1, start: Self.now, requests: 77)
    for batch in fleet.page(after: nil, limit: 100, at: Self.now).batches {
      #expect(batch.counts?.total ?? 77 == 77)
    }
  }

  @Test func brokenLinesAreOfEveryKind() async {
    var text = Self.fleet.text(of: .input, ofBatch: 3, at: Self.now)
    text.isBroken = true
    let bytes = await Self.bytes(text)
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(lines.contains { $0.isEmpty })
    #expect(lines.contains { $0.last == 0x0D })
    #expect(lines.contains { $0.contains(0) })
    #expect(lines.contains { $0.contains(0xFF) })
    #expect(lines.contains { $0.first == UInt8(ascii: "<") })
    #expect(lines.contains { $0.last == UInt8(ascii: " ") })
  }

  @Test func sameSeedSameBytes() async {
    let other = Fleet(count: 250, seed: 2, start: Self.now)
    let text = Self.fleet.text(of: .input, ofBatch: 3, at: Self.now)
    let again = Fleet(count: 250, seed: 1, start: Self.now).text(
      of: .input, ofBatch: 3, at: Self.now)
    #expect(text == again)
    #expect(await Self.bytes(text) == Self.bytes(again))
    #expect(text.etag != other.text(of: .input, ofBatch: 3, at: Self.now).etag)
  }
}
