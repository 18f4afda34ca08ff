import Batches

/// How long a phase usually takes.
package struct PhaseNorm: Sendable, Hashable {
  /// In seconds.
  var median: Int
  /// Of how many batches.
  package var count: Int

  /// With fewer batches there is no saying what is usual.
  static let leastCount = 10
  /// Batches that were created earlier are not counted: a history goes back for years, and an account of today
  /// is compared with itself.
  static let days = 30
}

/// What is usual in this organisation, as far as its loaded batches show. A small value: what is
/// drawn or filtered holds it, not the counters that it comes from.
package struct PhaseBaselines: Sendable, Hashable {
  private var baselines: [PhaseNorm?]

  package init(_ baselines: [MeasuredPhase: PhaseNorm] = [:]) {
    self.baselines = MeasuredPhase.allCases.map { baselines[$0] }
  }

  /// Nil where there are too few batches.
  package subscript(phase: MeasuredPhase) -> PhaseNorm? { baselines[phase.rawValue] }

  package static let none = PhaseBaselines()
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
  var baselines: PhaseBaselines {
    var baselines: [MeasuredPhase: PhaseNorm] = [:]
    for phase in MeasuredPhase.allCases {
      let histogram = histograms[phase.rawValue]
      guard histogram.count >= PhaseNorm.leastCount, let median = histogram.median else { continue }
      baselines[phase] = PhaseNorm(median: median, count: histogram.count)
    }
    return PhaseBaselines(baselines)
  }
}
