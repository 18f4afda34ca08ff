import BatchInsight
import BatchPresentation
import BatchResults
import Batches
import Screen

/// What is said about the files of a batch: the answer in one line, progress or what does not add up in
/// another, and why there is nothing to list.
struct ResultsSentences {
  private let tab: ResultsOverlay.Tab
  private let results: OpenResults
  private let context: OverlayContext
  private let place: FileAvailability
  private let text: String
  private let group: FailureGroup?
  private let theme: Theme

  init(_ overlay: ResultsOverlay, _ results: OpenResults, _ context: OverlayContext) {
    tab = overlay.tab
    place = overlay.place(in: results)
    text = overlay.text
    group = overlay.showsGroup ? overlay.group(in: results) : nil
    self.results = results
    self.context = context
    theme = context.theme
  }

  private var batch: Batch { results.batch }

  private var progress: FileProgress? { results.progress(of: place) }

  // MARK: The answer

  var sentence: StyledLine {
    if !text.isEmpty { return StyledLine("matching ", theme.secondary) + StyledLine(text) }
    switch tab {
    case .failures:
      if let group { return StyledLine(GroupReport.message(of: group) ?? "no message") }
      return failures
    case .output: return output
    case .missing: return missing
    }
  }

  private var failures: StyledLine {
    guard let progress, progress.received > 0 || progress.phase == .complete else {
      return StyledLine()
    }
    let failed = progress.summary.failed
    let reasons = progress.groups.reasonCount
    if failed == 0 {
      return StyledLine(progress.phase == .complete ? "No request failed" : "No failures so far")
    }
    var line = StyledLine(failed.grouped, theme.title)
    if progress.phase == .complete, let total = results.total, total.count >= failed {
      line.append(" of \(total.count.grouped)")
      if total.isFromFile { line.append(" (by the input file)", theme.secondary) }
    }
    line.append(
      " request\(failed == 1 ? "" : "s") failed\(progress.phase == .complete ? "" : " so far"), for "
    )
    line.append(reasons.text, theme.title)
    line.append(reasons.isOne ? " reason" : " reasons")
    return line
  }

  private var output: StyledLine {
    var parts: [String] = []
    if let progress, progress.received > 0 || progress.phase == .complete {
      let well = progress.summary.succeeded
      parts.append("\(well.grouped) request\(well == 1 ? "" : "s") succeeded")
    }
    if let tokens {
      parts.append(
        "tokens \(TokenText.words(tokens.usage))\(tokens.isFromBatch ? ", by the batch" : "")")
    }
    return StyledLine(parts.joined(separator: " \(theme.glyphs.separator) "))
  }

  /// Below the tokens, which take a line of their own.
  private var latency: String {
    guard let latency = progress?.summary.latencies, let mean = latency.mean,
      let least = latency.least, let most = latency.most
    else { return "" }
    return
      "\(TokenText.seconds(mean)) each (\(TokenText.seconds(least)) to \(TokenText.seconds(most)))"
  }

  /// Of the lines once they are all read, else what the batch says of itself.
  private var tokens: (usage: TokenUsage, isFromBatch: Bool)? {
    if let progress, progress.phase == .complete || batch.usage == nil,
      !progress.summary.tokens.isEmpty
    {
      return (progress.summary.tokens, false)
    }
    return batch.usage.map { ($0, true) }
  }

  private var missing: StyledLine {
    guard case .done(let reconciliation) = results.comparison else { return StyledLine() }
    var parts = [
      "\(reconciliation.succeeded.grouped) ok", "\(reconciliation.failed.grouped) failed",
    ]
    if reconciliation.damaged > 0 {
      parts.append("\(reconciliation.damaged.grouped) damaged")
    }
    guard let missing = reconciliation.missing else {
      return StyledLine(parts.joined(separator: " + "))
    }
    parts.append("\(missing.grouped) missing")
    var line = StyledLine(parts.joined(separator: " + "))
    guard let sum = reconciliation.sum, let total = reconciliation.total else { return line }
    line.append(" = \(sum.grouped)")
    if sum == total {
      line.append(" requests")
    } else {
      line.append("; \(total.grouped) were asked for", theme.warning)
    }
    return line
  }

  // MARK: Progress, or what does not add up

  var note: StyledLine {
    if let source = place.source, let progress, progress.isUnderWay {
      return reading(source, progress)
    }
    if let underWay = results.underWay { return reading(underWay.source, underWay.progress) }
    switch progress?.phase {
    case .stopped where progress?.received ?? 0 > 0:
      return warning("stopped after \(bytes); \(key(.refresh)) reads on")
    case .failed(let failure) where progress?.received ?? 0 > 0:
      return warning("\(failure.sentence) after \(bytes); \(key(.refresh)) tries again")
    case .reading, .waiting, .complete, .stopped, .failed, nil: break
    }
    if results.lines?.isCut == true {
      return warning(
        "only the first \(ListedLines.mostLines.grouped) are listed; \(key(.search)) finds others")
    }
    if problems.isEmpty {
      return tab == .output ? StyledLine(latency, theme.secondary) : StyledLine()
    }
    return warning(problems.joined(separator: "; "))
  }

  private func warning(_ text: String) -> StyledLine {
    StyledLine(theme.glyphs.flag + " ", theme.warning) + StyledLine(text)
  }

  private var bytes: String {
    guard let progress else { return "" }
    return TransferText(received: progress.received, of: progress.size).bytes
  }

  /// "error file: 3.1M of 12.4M bytes, 25 %, 17,230 lines, 4.2M/s, 2m left   Esc stops"
  private func reading(_ source: ContentSource, _ progress: FileProgress) -> StyledLine {
    let name =
      source == results.files.source(of: .errors)
      ? "error file" : source == results.files.source(of: .output) ? "output file" : "input file"
    if case .waiting(let failure) = progress.phase {
      return warning("\(name): \(failure.brief); trying again")
        + StyledLine("   " + key(.back), theme.key) + StyledLine(" stops", theme.secondary)
    }
    let transfer = TransferText(
      received: progress.received, of: progress.size,
      rate: results.rate(of: source, now: context.clocks.local.time))
    var parts = [transfer.bytes]
    if let size = progress.size, size > 0 {
      parts.append("\(min(100, progress.received * 100 / size)) %")
    }
    if progress.summary.lines > 0 { parts.append(progress.summary.lines.grouped + " lines") }
    parts += transfer.pace
    var line = StyledLine("\(name): \(parts.joined(separator: ", "))", theme.accent)
    if let origin = progress.origin { line.append(" from \(origin)", theme.secondary) }
    line.append("   " + key(.back), theme.key)
    line.append(" stops", theme.secondary)
    return line
  }

  private func key(_ command: Command) -> String { context.keymap.label(of: command) }

  private var problems: [String] {
    switch tab {
    case .failures: failureProblems
    case .output: oddities(progress?.summary)
    case .missing:
      if case .done(let reconciliation) = results.comparison {
        reconciliation.problems.compactMap(Self.words(of:))
      } else {
        []
      }
    }
  }

  private var failureProblems: [String] {
    var problems: [String] = []
    if let summary = progress?.summary, progress?.phase == .complete,
      let says = batch.counts?.failed, !summary.agrees(withFailed: says)
    {
      problems.append(
        "the server counts \(says.grouped) failed, the file has \(summary.failed.grouped)")
    }
    if results.files.failures.source != nil {
      problems += batch.errors.map {
        "the batch itself failed: \(ScreenText.beginning(of: $0.message))"
      }
    }
    let output = results.files.place(of: .output)
    if output != place, let more = results.progress(of: output)?.summary.failed, more > 0 {
      problems.append("the output file has \(more.grouped) failed requests, too")
    }
    if progress?.groups.contains(where: { $0.rest != nil }) == true {
      problems.append(
        "reasons beyond the first \(ResultLimits.groups.grouped) are put together in the last rows")
    }
    return problems + oddities(progress?.summary)
  }

  private func oddities(_ summary: ResultSummary?) -> [String] {
    guard let summary else { return [] }
    var problems: [String] = []
    let unreadable = summary.odd.unreadable
    if unreadable > 0 {
      problems.append("\(unreadable.grouped) line\(unreadable == 1 ? "" : "s") cannot be read")
    }
    if let count = summary.odd[.noID]?.count {
      problems.append("\(count.grouped) name\(count == 1 ? "s" : "") no request")
    }
    return problems
  }

  /// - Returns: nil for what the answer says already.
  private static func words(of problem: Reconciliation.Problem) -> String? {
    func counted(_ count: Int, _ one: String, _ many: String) -> String {
      "\(count.grouped) \(count == 1 ? one : many)"
    }
    return switch problem {
    case .inputDiffers(let lines, let says):
      "the input has \(lines.grouped) requests, the server says \(says.grouped)"
    case .totalDiffers: nil
    case .succeededDiffers(let found, let says):
      "the server counts \(says.grouped) done, the files have \(found.grouped)"
    case .failedDiffers(let found, let says):
      "the server counts \(says.grouped) failed, the files have \(found.grouped)"
    case .duplicateResults(let count):
      counted(count, "result is", "results are") + " of a request that has one already"
    case .succeededAndFailed(let count):
      counted(count, "request", "requests") + " both failed and succeeded"
    case .duplicateInputs(let count): counted(count, "id is", "ids are") + " in the input twice"
    case .notAskedFor(let count):
      counted(count, "result is", "results are") + " of no request of the input"
    case .withoutID(let count): counted(count, "result names", "results name") + " no request"
    case .unreadableLines(let count): counted(count, "line", "lines") + " cannot be read"
    case .tooManyIDs: "there are too many requests to compare them"
    }
  }

  // MARK: Nothing to list

  var empty: [StyledLine] {
    switch place {
    case .notNamed, .insideOutput: return errorsOfBatch + [StyledLine(notNamed)]
    case .unreachable(let reason): return [StyledLine("This file cannot be read here: \(reason).")]
    case .source: break
    }
    if tab == .missing {
      if results.isTooEarlyToCompare { return [StyledLine(notEnded)] }
      if let lines = comparisonLines { return lines }
      if problems.count > 1, text.isEmpty { return problems.map { warning($0) } }
    }
    switch progress?.phase {
    case .failed(let failure):
      return [
        StyledLine(theme.glyphs.failed + " ", theme.error)
          // The advice is about an option of commands.
          + StyledLine(failure.kind == .fileElsewhere ? failure.summary : failure.sentence),
        StyledLine(),
        StyledLine(key(.open), theme.key)
          + StyledLine(
            failure.kind == .fileElsewhere ? " reads it there, without the key" : " tries again",
            theme.secondary),
      ]
    case .reading where progress?.received == 0:
      return [StyledLine("Asking for the file" + theme.ellipsis, theme.secondary)]
    case .reading, .waiting, nil: return [StyledLine("Reading" + theme.ellipsis, theme.secondary)]
    case .stopped: return [StyledLine("Nothing was read so far; \(key(.refresh)) reads on.")]
    case .complete: return [StyledLine(nothingFound)]
    }
  }

  /// Where the batch failed as a whole, that is the answer.
  private var errorsOfBatch: [StyledLine] {
    guard tab == .failures, !batch.errors.isEmpty else { return [] }
    let errors = batch.errors.prefix(Self.mostErrors).map { error in
      StyledLine(theme.glyphs.failed + " ", theme.error)
        + StyledLine(ScreenText.beginning(of: error.message))
    }
    return [StyledLine("The batch itself failed:")] + errors + [StyledLine()]
  }

  private static let mostErrors = 20

  private var notEnded: String { "The batch has not ended. Its results come when it has." }

  private var notNamed: String {
    if !batch.hasEnded { return notEnded }
    return switch tab {
    case .failures where batch.counts?.failed == 0:
      "No request failed, and the batch names no error file."
    case .failures: "The batch names no file with failed requests."
    case .output: "The batch names no output file."
    case .missing: "The batch names no input file, so nobody knows what is missing."
    }
  }

  private var nothingFound: String {
    if let failure = results.lines?.failure {
      return "What was received cannot be read again: \(failure.sentence)."
    }
    if results.lines?.isLoading == true || results.lines?.isAtEnd == false, !text.isEmpty {
      return "Looking for it" + theme.ellipsis
    }
    if !text.isEmpty { return "No request contains that." }
    return switch tab {
    case .failures: "The file lists no failed request."
    case .output: "The file has no answer."
    case .missing: "No request is missing."
    }
  }

  private var comparisonLines: [StyledLine]? {
    switch results.comparison {
    case .none, .underWay:
      return [
        StyledLine("Reading results and input, to compare them" + theme.ellipsis, theme.secondary)
      ]
    case .failed(.stopped):
      return [StyledLine("The comparison was stopped; \(key(.refresh)) continues it.")]
    case .failed(.failed(let failure)):
      let words = failure.kind == .fileElsewhere ? failure.summary : failure.sentence
      return [StyledLine("Results and input cannot be compared. \(words)")]
    case .failed(.noInput(let reason)):
      return [StyledLine("The input cannot be read\(reason.map { ": \($0)" } ?? "").")]
    case .failed(.notKept(let failure)):
      return [StyledLine("What was received cannot be read again: \(failure.sentence).")]
    case .done: return nil
    }
  }
}
