import Batches
import Testing

@testable import BatchSimulator

@Suite struct FilesAPITests {
  static let now = 1_749_049_200
  static let fleet = Fleet(count: 250, seed: 1, start: now)

  static func answer(
    _ path: String, _ query: [String: String] = [:], fault: Fault? = nil, range: String? = nil,
    ifRange: String? = nil, dialect: Dialect = .siliconflow
  ) -> Answer {
    BatchAPI(
      fleet: fleet, faults: fault.map { [FaultRule($0)] } ?? [], seed: 1, dialect: dialect,
      storage: "http://127.0.0.1:9"
    ).answer(
      Call(path: path, query: query, range: range, ifRange: ifRange), number: 0, at: now)
  }

  /// A batch with all three files.
  static let batch = (0..<250).lazy.map { fleet.batch($0, at: now) }
    .first { $0.outputFileID != nil && $0.errorFileID != nil }

  @Test(arguments: BatchFile.allCases)
  func everyFileOfABatchIsFound(file: BatchFile) throws {
    let batch = try #require(Self.batch)
    let id = try #require(batch.fileID(of: file))
    let record = try FileRecord(decoding: Self.answer("/v1/files/\(id)").body)
    #expect(record.id == FileID(id))
    let lines = [batch.counts?.total, batch.counts?.completed, batch.counts?.failed]
    #expect(record.lineCount == lines[file.number])
    let content = try #require(Self.answer("/v1/files/\(id)/content").content)
    #expect(content.range == 0..<(record.bytes ?? 0))
    #expect(content.text.file == file)
  }

  @Test func filesThatDoNotExist() throws {
    let running = try #require(
      (0..<250).map { Self.fleet.batch($0, at: Self.now) }.first { $0.status.text == "in_progress" }
    )
    let ordinal = try #require(Self.fleet.ordinal(of: running.id, at: Self.now))
    let notYet = Self.fleet.fileNumbering.id(of: .output, ofBatch: ordinal)
    let future = Self.fleet.fileNumbering.id(of: .input, ofBatch: 250)
    for id in [notYet, future, "file-aaaaaaaaaa", "nix", "file-"] {
      for path in ["/v1/files/\(id)", "/v1/files/\(id)/content"] {
        let answer = Self.answer(path)
        #expect(answer.status == 404)
        #expect(answer.text.contains("No such File object"))
      }
    }
  }

  @Test func theListPagesThroughEveryInput() throws {
    var ids: [FileID] = []
    while ids.count <= 250 {
      var query = ["purpose": "batch", "limit": "100"]
      query["after"] = ids.last?.text
      let page = try FilePage(decoding: Self.answer("/v1/files", query).body)
      ids += page.files.map(\.id)
      #expect(page.files.allSatisfy { $0.purpose == "batch" })
      guard page.hasMore == true else { break }
    }
    let expected = (0..<250).reversed().map {
      FileID(Self.fleet.fileNumbering.id(of: .input, ofBatch: $0))
    }
    #expect(ids == expected)
  }

  @Test func theListHasOutputsAndOtherShapes() throws {
    let outputs = try FilePage(decoding: Self.answer("/v1/files", ["purpose": "batch_output"]).body)
    #expect(!outputs.files.isEmpty)
    #expect(outputs.files.allSatisfy { $0.purpose == "batch_output" })
    let openai = Self.answer("/v1/files", dialect: .openai)
    #expect(openai.text.hasPrefix(#"{"object":"list","data":[{"id":"file-"#))
    #expect(
      Self.answer("/v1/files").text.hasPrefix(#"{"code":20000,"message":"Ok","status":true,"#))
    #expect(Self.answer("/v1/messages/files", dialect: .anthropic).status == 404)
  }

  @Test(
    arguments: [
      ("bytes=10-", 10, nil), ("bytes=10-19", 10, 20), ("bytes=0-0", 0, 1), ("bytes=-5", -5, nil),
      ("bytes=10-99999999999", 10, nil),
    ] as [(String, Int, Int?)])
  func ranges(asked: String, start: Int, end: Int?) throws {
    let id = try #require(Self.batch?.inputFileID)
    let answer = Self.answer("/v1/files/\(id)/content", range: asked)
    let content = try #require(answer.content)
    let size = content.text.size
    #expect(answer.status == 206)
    let range = (start < 0 ? size + start : start)..<(end ?? size)
    #expect(content.range == range)
    #expect(
      answer.headers["Content-Range"] == "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
    )
  }

  @Test(arguments: ["bytes=a-", "bytes=5-1", "bytes=1-2,4-5", "lines=1-", "bytes=-", "bytes=", ""])
  func otherRangesAreIgnored(asked: String) throws {
    let id = try #require(Self.batch?.inputFileID)
    #expect(Self.answer("/v1/files/\(id)/content", range: asked).status == 200)
  }

  @Test func aRangeOfAnotherVersionOrBehindTheEnd() throws {
    let id = try #require(Self.batch?.inputFileID)
    let path = "/v1/files/\(id)/content"
    let etag = try #require(Self.answer(path).headers["ETag"])
    #expect(Self.answer(path, range: "bytes=1-", ifRange: etag).status == 206)
    #expect(Self.answer(path, range: "bytes=1-", ifRange: "\"x\"").status == 200)
    let behind = Self.answer(path, range: "bytes=99999999999-")
    #expect(behind.status == 416)
    #expect(behind.headers["Content-Range"]?.hasPrefix("bytes */") == true)
  }

  @Test func faultsOfFiles() throws {
    let batch = try #require(Self.batch)
    let path = "/v1/files/\(batch.inputFileID ?? "")/content"
    #expect(Self.answer(path, fault: .fileGone).status == 404)
    let whole = Self.answer(path, fault: .withoutRange, range: "bytes=1-")
    #expect(whole.status == 200)
    #expect(whole.headers["ETag"] == nil)
    #expect(Self.answer(path, fault: .brokenLines).content?.text.isBroken == true)
    #expect(Self.answer(path, fault: .fileSlow).delivery == .trickle)
    let redirect = Self.answer(path, fault: .fileRedirect)
    #expect(redirect.status == 302)
    #expect(redirect.headers["Location"]?.hasPrefix("http://127.0.0.1:9/storage/file-") == true)
    let named = try Batch(decoding: Self.answer("/v1/batches/\(batch.id)", fault: .fileURL).body)
    #expect(named.outputFileID?.hasPrefix("http://127.0.0.1:9/storage/file-") == true)
    #expect(named.inputFileID == batch.inputFileID)
    // The others are none of their business.
    for fault in [Fault.fileGone, .fileCut, .fileSlow, .fileRedirect] {
      #expect(Self.answer("/v1/batches", fault: fault) == Self.answer("/v1/batches"))
    }
  }

  /// A client that resumes gets through the cuts, and comes to the end.
  @Test func cutsLeaveThirds() throws {
    let path = "/v1/files/\(Self.batch?.inputFileID ?? "")/content"
    var received = 0
    var cuts = 0
    while cuts < 10 {
      let answer = Self.answer(path, fault: .fileCut, range: "bytes=\(received)-")
      guard case .truncated(let bytes) = answer.delivery else { break }
      received += bytes
      cuts += 1
    }
    #expect(cuts == 2)
  }

  @Test func storageRefusesKeysAndOtherURLs() throws {
    let id = try #require(Self.batch?.outputFileID)
    let storage = StorageAPI(
      files: FilesAPI(dialect: .siliconflow, fleet: Self.fleet), faults: [FaultRule(.fileURL)],
      seed: 1)
    func status(_ path: String, signature: String? = "c2lnbmVk", key: String? = nil) -> Int {
      var call = Call(path: path, authorization: key)
      call.query["X-Signature"] = signature
      return storage.answer(call, number: 0, at: Self.now).status
    }
    #expect(status("/storage/\(id)") == 200)
    #expect(status("/storage/\(id)", key: "Bearer demo") == 400)
    #expect(status("/storage/\(id)", signature: nil) == 403)
    #expect(status("/storage/nix") == 404)
    #expect(status("/v1/batches") == 404)
  }
}
