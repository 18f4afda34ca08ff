import Batches

/// How long a phase usually takes.
struct PhaseNorm: Sendable, Hashable {
  /// In seconds.
  var median: Int
  /// Of how many batches.
  var count: Int

  /// With fewer batches there is no saying what is usual.
  static let leastCount = 10
}

/// What is usual in this organisation, as far as its loaded batches tell. A small value: what is
/// drawn or filtered holds it, not the counters that it comes from.
struct PhaseNorms: Sendable, Hashable {
  private var norms: [PhaseNorm?]

  init(_ norms: [MeasuredPhase: PhaseNorm] = [:]) {
    self.norms = MeasuredPhase.allCases.map { norms[$0] }
  }

  /// Nil where too few batches tell.
  subscript(phase: MeasuredPhase) -> PhaseNorm? { norms[phase.rawValue] }

  static let none = PhaseNorms()
}

/// The usual length of each phase, kept up as batches come, change and go; a batch is counted in a
/// constant time.
struct PhaseMedians: Sendable, Hashable {
  private var histograms = MeasuredPhase.allCases.map { _ in DurationHistogram() }

  mutating func add(_ batch: Batch) {
    for (phase, seconds) in batch.endedPhases { histograms[phase.rawValue].add(seconds) }
  }

  /// Takes out a batch as it was added.
  mutating func remove(_ batch: Batch) {
    for (phase, seconds) in batch.endedPhases { histograms[phase.rawValue].remove(seconds) }
  }

  /// The medians now, in a time that does not depend on the number of batches.
  var norms: PhaseNorms {
    var norms: [MeasuredPhase: PhaseNorm] = [:]
    for phase in MeasuredPhase.allCases {
      let histogram = histograms[phase.rawValue]
      guard histogram.count >= PhaseNorm.leastCount, let median = histogram.median else { continue }
      norms[phase] = PhaseNorm(median: median, count: histogram.count)
    }
    return PhaseNorms(norms)
  }
}
