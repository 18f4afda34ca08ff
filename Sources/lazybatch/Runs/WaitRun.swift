import BatchInsight
import BatchListing
import Batches
import Glibc

/// The settings of `lazybatch wait`.
struct WaitSettings: Sendable, Hashable {
  /// Ids of batches, or a filter in as many words as the shell made of it.
  var words: [String] = []
  /// A span of time; nil for no limit.
  var timeout: String?
  /// A span of time between two looks at the list; nil for one that grows.
  var interval: String?
  /// Whether the first batch that ends is enough.
  var any = false
  /// A program to run for each batch that ends, and its arguments; nil for none.
  var program: [String]?
  var server = ServerSettings()

  /// In seconds; a hundredth still lets a server answer.
  private static let shortestSpan = 0.01
  private static let longestSpan = 10.0 * 366 * 86_400

  /// Why they are invalid, as a sentence; nil where they are valid.
  var problem: String? {
    if words.allSatisfy(\.isEmpty) { return "Give the ids of batches, or a filter." }
    if let program, program.first?.isEmpty ?? true { return "--exec needs a program to run." }
    for (option, span) in [("--timeout", timeout), ("--interval", interval)] {
      guard let span else { continue }
      guard let seconds = SpanReader.seconds(span) else {
        return "\(option): \"\(span)\" is not a span of time: 90s, 30m, 12h, 1h30m."
      }
      guard (Self.shortestSpan...Self.longestSpan).contains(seconds) else {
        return "\(option) must be more than 0, and no more than ten years."
      }
    }
    return server.problem
  }
}

/// Waits for batches to end, and prints a line for each change.
struct WaitRun: Sendable {
  private let settings: WaitSettings

  init(_ settings: WaitSettings) { self.settings = settings }

  /// Some batch has not ended well.
  private static let endedBadly: Int32 = 1

  /// - Returns: the exit status.
  func run() async -> Int32 {
    let program = settings.program.flatMap { WaitProgram($0) }
    let failure = await reportingFailures { try await program?.check() }
    guard failure == 0 else { return failure }
    return await settings.server.run { environment in
      let zone = LocalZone(environment: environment).rules
      return (zone: zone, target: try WaitTarget(settings.words, zone: zone))
    } _: { server, prepared, environment in
      let (zone, target) = prepared
      return try await Interruption.cancelling {
        try await waitInTime(for: target, on: server) {
          WaitReport(
            zone: zone, program: program, progress: ProgressLine(environment: environment))
        }
      }
    }
  }

  /// - Throws: a `Failure` with the status for "try again later" when the time is over.
  private func waitInTime(
    for target: WaitTarget, on server: Server, report: @escaping @Sendable () -> WaitReport
  ) async throws -> Int32 {
    let waiting = Task { try await wait(for: target, on: server, report()) }
    let isOver = Locked(false)
    let alarm = settings.timeout.flatMap { SpanReader.seconds($0) }.map { seconds in
      Task {
        try await Task.sleep(for: .seconds(seconds))
        isOver.withLock { $0 = true }
        waiting.cancel()
      }
    }
    defer { alarm?.cancel() }
    do {
      return try await withTaskCancellationHandler {
        try await waiting.value
      } onCancel: {
        waiting.cancel()
      }
    } catch  where isOver.withLock({ $0 }) {
      throw Failure(
        sentence: (settings.any ? "No batch" : "Not every batch")
          + " has ended within \(settings.timeout ?? "")",
        status: EX_TEMPFAIL)
    } catch is CancellationError {
      throw Failure.interrupted
    }
  }

  private func wait(
    for target: WaitTarget, on server: Server, _ report: WaitReport
  ) async throws -> Int32 {
    var report = report
    defer { report.clear() }
    let reader = WaitReader(server: server, pageSize: settings.server.pageSize)
    var watch: BatchWatch
    // Whether what had ended before counts.
    var hasEndedBadly = false
    switch target {
    case .ids(let ids): watch = BatchWatch(ids: ids)
    case .filter(let filter):
      let found = try await reader.batches(matching: filter, report: &report)
      watch = BatchWatch(ids: found.active)
      if watch.pendingIDs.isEmpty { report.note("No matching batch is still at work") }
      // The first of those at work is what --any waits for.
      if !settings.any || watch.pendingIDs.isEmpty, let sentence = found.badEnds.sentence {
        report.note(sentence)
        hasEndedBadly = true
      }
    }
    var pace = WaitPace(fixed: settings.interval.flatMap { SpanReader.seconds($0) })
    while !watch.pendingIDs.isEmpty {
      var changes: [BatchWatch.Change] = []
      var wanted = 0.0
      do {
        wanted = try await reader.look(at: &watch, changes: &changes, report: &report)
      } catch {
        for change in changes { try await report.tell(change) }
        throw error
      }
      for change in changes { try await report.tell(change) }
      if watch.pendingIDs.isEmpty || settings.any && watch.ends > 0 { break }
      report.showPending(watch.pendingBatches)
      try await Task.sleep(for: .seconds(pace.next(sawChange: !changes.isEmpty, atLeast: wanted)))
      watch.beginPass()
    }
    return max(
      report.programStatus, hasEndedBadly || watch.badEnds > 0 ? Self.endedBadly : 0)
  }
}

/// What to wait for.
enum WaitTarget: Sendable, Hashable {
  case ids([String])
  case filter(Filter)

  /// Words that a filter could only look up as plain words are ids; everything else is a filter.
  /// - Throws: `Failure.usage` where the filter cannot be read, or some words are ids and others are not.
  init(_ words: [String], zone: ZoneRules) throws(Failure) {
    let words = words.filter { !$0.isEmpty }
    let ids = words.filter { Self.isID($0, zone: zone) }
    if ids.count == words.count {
      self = .ids(words)
      return
    }
    let filter = try Filter(reading: words, fromHistory: false, zone: zone)
    if let id = ids.first, let term = words.first(where: { !Self.isID($0, zone: zone) }) {
      throw .usage(
        "\(id) would be an id, and \(term) is a filter: give one or the other, or the whole filter "
          + "as one argument, in quotes")
    }
    self = .filter(filter)
  }

  private static func isID(_ word: String, zone: ZoneRules) -> Bool {
    guard !word.contains(" "), !word.hasPrefix("\""),
      let filter = try? Filter(reading: [word], fromHistory: false, zone: zone)
    else { return false }
    return filter.looksForWordsOnly
  }
}

/// The pauses between two looks at the list, in seconds: short after something happened, then longer
/// and longer.
struct WaitPace: Sendable, Hashable {
  private let fixed: Double?
  private var seconds = Self.shortest

  static let shortest = 5.0
  static let longest = 60.0
  private static let growth = 1.5

  /// - Parameter fixed: seconds, for pauses of the same length; nil for those that grow.
  init(fixed: Double? = nil) { self.fixed = fixed }

  /// - Parameter wanted: seconds that the server asks to be left alone.
  mutating func next(sawChange: Bool, atLeast wanted: Double = 0) -> Double {
    if let fixed { return max(fixed, wanted) }
    if sawChange { seconds = Self.shortest }
    defer { seconds = min(seconds * Self.growth, Self.longest) }
    return max(seconds, wanted)
  }
}
