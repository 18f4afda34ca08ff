import Batches

extension BatchSchedule {
  /// - Parameters:
  ///   - created: epoch seconds.
  ///   - next: epoch seconds at which the next batch is created. Validation lasts at least until
  ///     then, so that the newest batch is always being validated.
  init(role: Role, created: Int, next: Int, dice: inout Dice) {
    let size = dice.skewed(20...5_000)
    self.init(
      created: created, validated: next + dice.whole(20...150), finished: created + Self.window,
      outcome: .expired, total: size)
    switch role {
    case .ordinary: planOrdinary(&dice)
    case .longQueue:
      queue(for: dice.whole(14_400...16_200), then: &dice)
      complete(&dice)
    case .slowFinalizer:
      queue(for: dice.whole(300...1_200), then: &dice)
      work(for: dice.whole(1_200...2_400))
      complete(&dice, finalizingFor: dice.whole(14_400...16_200))
    case .lingeringCancel:
      queue(for: dice.whole(300...1_200), then: &dice)
      cancel(after: dice.whole(1_200...2_400), &dice, lastingFor: dice.whole(43_200...46_800))
    case .stuck:
      queue(for: dice.whole(300...1_200), then: &dice)
      reach = 0.1 + 0.8 * dice.unit()
      stall = 0.03 + 0.05 * dice.unit()
    }
    respectDeadline()
  }

  private mutating func planOrdinary(_ dice: inout Dice) {
    let fate = dice.unit()
    guard fate >= 0.06 else {
      return fail(at: validated, errors: FailureCauses.validation(total: total, dice: &dice))
    }
    // Never leaves the queue: expires without any output.
    guard fate >= 0.08 else { return }
    queue(for: dice.skewed(240...9_000), then: &dice)
    switch fate {
    case ..<0.10:
      // Too large for the window: expires with partial results.
      reach = 0.3 + 0.65 * dice.unit()
      failing = dice.chance(0.3) ? 0.02 : 0
    case ..<0.13:
      reach = dice.chance(0.5) ? 0 : dice.unit() * 0.8
      let stop = (started ?? validated) + dice.whole(60...5_400)
      fail(at: stop, errors: FailureCauses.running(dice: &dice))
    case ..<0.15:
      started = nil
      cancel(after: dice.whole(30...1_800), &dice, lastingFor: dice.whole(2...60))
    case ..<0.20:
      cancel(after: dice.whole(120...7_200), &dice, lastingFor: dice.whole(30...900))
    case ..<0.23:
      failing = 1
      complete(&dice)
    case ..<0.37:
      failing = 0.004 + dice.unit() * dice.unit() * 0.5
      complete(&dice)
    default:
      complete(&dice)
    }
  }

  private mutating func queue(for seconds: Int, then dice: inout Dice) {
    started = validated + seconds
    // Larger batches take longer, at varying speed.
    finalizing = validated + seconds + 300 + Int(Double(total) * (0.8 + 9 * dice.unit()))
  }

  private mutating func work(for seconds: Int) {
    finalizing = started.map { $0 + seconds }
  }

  private mutating func complete(_ dice: inout Dice, finalizingFor seconds: Int? = nil) {
    outcome = .completed
    finished = (finalizing ?? validated) + (seconds ?? dice.skewed(30...1_500))
  }

  /// - Parameter seconds: after the start, or after validation when it never starts.
  private mutating func cancel(after seconds: Int, _ dice: inout Dice, lastingFor wait: Int) {
    let request = (started ?? validated) + seconds
    finalizing = nil
    cancelling = request
    reach = started == nil ? 0 : 0.05 + 0.7 * dice.unit()
    outcome = .cancelled
    finished = request + wait
  }

  private mutating func fail(at time: Int, errors: [BatchError]) {
    finalizing = nil
    outcome = .failed
    finished = time
    self.errors = errors
  }

  /// Expires the batch at its deadline if it is unfinished.
  private mutating func respectDeadline() {
    if outcome == .expired { finalizing = nil }
    guard finished > expires else { return }
    if let started, started >= expires { self.started = nil }
    if let cancelling, cancelling >= expires { self.cancelling = nil }
    if let finalizing, finalizing >= expires {
      reach = Double(expires - (started ?? expires)) / Double(max(1, finalizing - (started ?? 0)))
      self.finalizing = nil
    }
    outcome = .expired
    finished = expires
    errors = []
  }
}
