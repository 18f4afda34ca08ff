import Batches

/// Which batches to show: those that pass every term.
package struct Filter: Sendable, Hashable {
  struct Term: Sendable, Hashable {
    var isNegated: Bool
    var test: Test
  }

  enum Test: Sendable, Hashable {
    /// One of the needles is found.
    case text(TextField, [TextNeedle])
    /// One of the patterns fits, or one of these is wrong with it.
    case status([StatusPattern], or: Set<Verdict.Kind>)
    case verdict(Set<Verdict.Kind>)
    case measure(Measure, Bounds)
    /// Whether the server no longer lists it.
    case gone(Bool)
  }

  /// From `lower` on to below `upper`.
  struct Bounds: Sendable, Hashable {
    var lower = -Double.infinity
    var upper = Double.infinity

    func contains(_ value: Double) -> Bool { value >= lower && value < upper }
  }

  /// A status by what it means, or by a part of its text where that is no word we know.
  enum StatusPattern: Sendable, Hashable {
    case meaning(BatchStatus.Meaning)
    case part(TextNeedle)

    init(_ text: String) {
      let folded = TextFold.folded(text)
      let meaning = BatchStatus(folded).meaning
      self = meaning == .unknown ? .part(TextNeedle(folded)) : .meaning(meaning)
    }

    func matches(_ status: BatchStatus) -> Bool {
      switch self {
      case .meaning(let meaning): status.meaning == meaning
      case .part(let needle): needle.isFound(in: status.text)
      }
    }
  }

  private(set) var terms: [Term]

  /// Lets everything pass.
  package init() { terms = [] }

  /// - Parameter terms: in any order; the cheap ones are tried first.
  init(_ terms: [Term]) {
    self.terms = terms.filter { !$0.test.isText } + terms.filter(\.test.isText)
  }

  /// Whether it lets everything pass.
  package var isEmpty: Bool { terms.isEmpty }

  /// Whether it asks for batches that the server no longer lists. They are rows of a list of their own.
  package var wantsGone: Bool {
    terms.contains { term in
      guard case .gone(let isGone) = term.test else { return false }
      return isGone != term.isNegated
    }
  }

  /// Whether it only looks for words, in no particular field.
  package var looksForWordsOnly: Bool {
    terms.allSatisfy { term in
      guard case .text(.any, _) = term.test else { return false }
      return !term.isNegated
    }
  }

  /// - Parameters:
  ///   - batch: one that the server no longer lists where `wantsGone` says so, or else one that it lists.
  ///   - now: seconds since 1970 in UTC.
  ///   - baselines: what is usual, for verdicts.
  package func matches(_ batch: Batch, now: Int, baselines: PhaseBaselines) -> Bool {
    terms.allSatisfy { term in
      let passes =
        if case .gone(let isGone) = term.test {
          isGone == wantsGone
        } else {
          term.test.passes(batch, now: now, baselines: baselines)
        }
      return passes != term.isNegated
    }
  }
}

extension Filter.Test {
  fileprivate var isText: Bool {
    if case .text = self { return true }
    return false
  }

  /// What the server omits passes no comparison.
  fileprivate func passes(_ batch: Batch, now: Int, baselines: PhaseBaselines) -> Bool {
    switch self {
    case .text(let field, let needles):
      needles.contains { field.contains($0, in: batch) }
    case .status(let patterns, let kinds):
      patterns.contains { $0.matches(batch.status) }
        || !kinds.isEmpty && hasVerdict(of: kinds, batch, now: now, baselines: baselines)
    case .verdict(let kinds):
      hasVerdict(of: kinds, batch, now: now, baselines: baselines)
    case .measure(let measure, let bounds):
      measure.value(of: batch, now: now).map(bounds.contains) ?? false
    case .gone: true
    }
  }

  private func hasVerdict(
    of kinds: Set<Verdict.Kind>, _ batch: Batch, now: Int, baselines: PhaseBaselines
  ) -> Bool {
    Verdict.all(of: batch, now: now, baselines: baselines).contains { kinds.contains($0.kind) }
  }
}
