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
    if let latency = progress?.summary.latencies, let mean = latency.mean,
      let least = latency.least, let most = latency.most
    {
      parts.append(
        "\(TokenText.seconds(mean)) each (\(TokenText.seconds(least)) to \(TokenText.seconds(most)))"
      )
    }
    return StyledLine(parts.joined(separator: " \(theme.glyphs.separator) "))
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
    let total = reconciliation.total.map { " = \($0.grouped) requests" } ?? ""
    let adds =
      reconciliation.total
      == reconciliation.succeeded + reconciliation.failed + reconciliation.damaged + missing
    return StyledLine(parts.joined(separator: " + ") + (adds ? total : ""))
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
    guard let first = problems.first else { return StyledLine() }
    let more = problems.count > 1 ? "; \(problems[1])" : ""
    return warning(first + more)
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
        reconciliation.problems.map(Self.words(of:))
      } else {
        []
      }
    }
  }

  private var failureProblems: [String] {
    var problems: [String] = []
    if let summary = progress?.summary, progress?.phase == .complete,
      let says = batch.counts?.failed, says != summary.failed
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

  private static func words(of problem: Reconciliation.Problem) -> String {
    switch problem {
    case .inputDiffers(let lines, let says):
      "the input has \(lines.grouped) requests, the server says \(says.grouped)"
    case .totalDiffers(let counted, let expected):
      "these are \(counted.grouped), and \(expected.grouped) were asked for"
    case .succeededDiffers(let counted, let says):
      "the server counts \(says.grouped) done, the files have \(counted.grouped)"
    case .failedDiffers(let counted, let says):
      "the server counts \(says.grouped) failed, the files have \(counted.grouped)"
    case .duplicateResults(let count):
      "\(count.grouped) results are of a request that has one already"
    case .succeededAndFailed(let count): "\(count.grouped) requests both failed and succeeded"
    case .duplicateInputs(let count): "\(count.grouped) ids are in the input twice"
    case .notAskedFor(let count): "\(count.grouped) results are of no request of the input"
    case .withoutID(let count): "\(count.grouped) results name no request"
    case .unreadableLines(let count): "\(count.grouped) lines cannot be read"
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
