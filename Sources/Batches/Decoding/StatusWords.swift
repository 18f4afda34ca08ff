/// The words in which servers name a status.
enum StatusWords {
  static func meaning(of text: UnsafeBufferPointer<UInt8>) -> BatchStatus.Meaning {
    usual[text] ?? meaning(of: NameWords.split(text)) ?? .unknown
  }

  /// The words of a status, without those that only say what it is the status of.
  static func words(_ text: String) -> [[UInt8]] {
    let words = text.withBytes { NameWords.split($0) }
    return Array(words[words.dropLast().prefix { subjects.contains($0) }.count...])
  }

  /// The text without the words that only say what it is the status of, where they end with such a word as
  /// "state", or what follows them means the same.
  static func withoutSubject(_ text: String) -> String {
    let words = text.withBytes { NameWords.split($0) }
    let subject = words.dropLast().prefix { subjects.contains($0) }
    guard !subject.isEmpty else { return text }
    let rest = words[subject.count...]
    guard subject.last.map(nouns.contains) == true || meaning(of: Array(rest)) != nil else {
      return text
    }
    var letters = subject.reduce(0) { $0 + $1.count }
    var utf8 = text.utf8[...]
    while let byte = utf8.first, letters > 0 || !NameWords.isPart(byte) {
      if NameWords.isPart(byte) { letters -= 1 }
      utf8.removeFirst()
    }
    return String(utf8) ?? text
  }

  /// Whether a status that means completed says so of a part of the batch only.
  static func isPartial(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var words = NameWords.split(text)[...]
    while let first = words.first, subjects.contains(first), words.count > 1 {
      words.removeFirst()
    }
    guard words.count > 1, let first = words.first else { return false }
    if partly.contains(first) { return true }
    return withoutQualifiers(words).count == words.count - 2
      && words.last.map(failures.contains) == true
  }

  private static func meaning(of words: [[UInt8]]) -> BatchStatus.Meaning? {
    var words = words[...]
    while !words.isEmpty {
      // What failed in part succeeded in part.
      if words.count > 1, let first = words.first, partly.contains(first),
        table[joined(words.dropFirst())] == .failed
      {
        return .completed
      }
      if let meaning = table[joined(words)] ?? table[joined(withoutQualifiers(words))]
        ?? ended(words) ?? waiting(words)
      {
        return meaning
      }
      guard subjects.contains(words.removeFirst()) else { return nil }
    }
    return nil
  }

  /// An end with the one who caused it before it (`UserCanceled`), or any error (`INTERNAL_ERROR`).
  private static func ended(_ words: ArraySlice<[UInt8]>) -> BatchStatus.Meaning? {
    guard words.count > 1, let first = words.first, let last = words.last,
      !subjects.contains(first)
    else { return nil }
    if actors.contains(first) {
      switch table[joined(words.dropFirst())] {
      case .cancelled: return .cancelled
      case .cancelling: return .cancelling
      default: break
      }
    }
    guard errors.contains(last) || first.elementsEqual("invalid".utf8),
      words.count <= longestError, !words.contains(where: distances.contains)
    else { return nil }
    return table[joined(words.dropLast())] == .expired ? .expired : .failed
  }

  /// What a batch waits for: `WaitingForCapacity`, `awaiting_capacity`.
  private static func waiting(_ words: ArraySlice<[UInt8]>) -> BatchStatus.Meaning? {
    if words.first?.elementsEqual("awaiting".utf8) == true { return .queued }
    guard words.count > 2, words.dropFirst().first?.elementsEqual("for".utf8) == true,
      let first = words.first, table[first] == .queued
    else { return nil }
    return .queued
  }

  private static func joined(_ words: ArraySlice<[UInt8]>) -> [UInt8] {
    Array(words.joined(separator: [UInt8(ascii: "_")]))
  }

  private static func withoutQualifiers(_ words: ArraySlice<[UInt8]>) -> ArraySlice<[UInt8]> {
    var words = words
    if let first = words.first, words.count > 1, adverbs.contains(first) { words.removeFirst() }
    if words.count > 2, let last = words.last, troubles.contains(last),
      words.dropLast().last?.elementsEqual("with".utf8) == true
    {
      words.removeLast(2)
    }
    if words.count > 2, let last = words.last, actors.contains(last),
      words.dropLast().last?.elementsEqual("by".utf8) == true
    {
      words.removeLast(2)
    }
    return words
  }

  /// What a status may be the status of: `BATCH_STATE_RUNNING`.
  private static let subjects = NameWords.set(
    "batch batches job jobs task run state status phase request inference prediction operation processing"
  )
  /// Those that end such a prefix.
  private static let nouns = NameWords.set("state status phase")
  private static let partly = NameWords.set("partially partial partly")
  private static let adverbs = partly.union(NameWords.set("fully successfully"))
  private static let troubles = NameWords.set(
    "errors error failures failure warnings warning exceptions")
  private static let failures = NameWords.set("errors error failures failure")
  private static let errors = NameWords.set("error failure")
  /// In words; a longer text is a sentence.
  private static let longestError = 3
  /// Words that say that there is no error, or that it is not the end.
  private static let distances = NameWords.set(
    "no not non without zero with from after on ignoring ignored retrying recovering")
  private static let actors = NameWords.set("user client system server admin")

  private static let usualWords: [(name: String, value: BatchStatus.Meaning)] = [
    ("completed", .completed), ("in_progress", .running), ("failed", .failed),
    ("expired", .expired), ("cancelled", .cancelled), ("validating", .validating),
    ("in_queue", .queued), ("finalizing", .finalizing), ("cancelling", .cancelling),
  ]
  /// Those of most servers, as they are sent: looked up for every row.
  private static let usual = NameTable<BatchStatus.Meaning>(usualWords)

  /// In lower case and joined by `_`.
  private static let table = NameTable<BatchStatus.Meaning>(
    usualWords
      + all(
        .validating,
        "validation validating_input validating_file created creating uploading "
          + "creating_input_dataset")
      + all(
        .queued,
        """
        queued queueing queuing enqueued pending submitted submitting scheduled scheduling waiting accepted \
        received registered ready starting initializing initialising preparing provisioning \
        re_queueing re_queuing re_queued requeueing requeued idle not_started paused pausing \
        suspended suspending halted halting held blocked on_hold throttled uploaded backlog deferred todo
        """)
      + all(
        .running,
        """
        running processing inprogress in_process started active executing working ongoing \
        in_flight generating resumed resuming re_running retrying progressing computing
        """)
      + all(
        .finalizing,
        """
        finalising writing_results writing_result writing_output post_processing postprocessing \
        completing finishing collecting aggregating merging exporting saving uploading_results \
        ending
        """)
      + all(
        .completed,
        """
        complete succeeded succeed success successful done finished finish passed ended end ok \
        early_stopped processed
        """
      )
      + all(
        .failed,
        """
        failure fail error errored rejected invalid validation_failed failed_validation crashed \
        unsuccessful faulted
        """)
      + all(
        .expired,
        """
        timeout timedout timed_out timeout_exceeded time_out deadline_exceeded window_expired \
        exceeded_deadline
        """)
      + all(
        .cancelling,
        """
        canceling stopping aborting terminating cancel_requested cancellation_requested \
        cancelation_requested cancel_initiated cancel_pending pending_cancel pending_cancellation \
        stop_requested revoking to_be_cancelled deleting deleting_cleaning_up
        """)
      + all(
        .cancelled,
        "canceled cancel stopped aborted terminated revoked killed withdrawn deleted"))

  private static func all(
    _ meaning: BatchStatus.Meaning, _ words: String
  ) -> [(name: String, value: BatchStatus.Meaning)] {
    words.split(separator: " ").map { (String($0), meaning) }
  }
}
