extension BatchSchedule {
  /// Changes the rest of the life after a client has asked for the end, in epoch seconds. The batch goes on
  /// for a few seconds before it heeds that.
  mutating func cancel(askedAt time: Int, _ dice: inout Dice) {
    let heeded = time + dice.whole(2...8)
    let last = heeded + dice.whole(5...40)
    guard heeded < finished, cancelling.map({ $0 > heeded }) ?? true else { return }
    validated = min(validated, heeded)
    if let start = started, start < heeded {
      // What is done by then stays done, at the pace that it was done at.
      let done = progress(at: heeded)
      let stop = cancelling ?? finalizing ?? finished
      stall = min(1, Double(stop - start) * max(stall, 0.01) / Double(heeded - start))
      reach *= done
    } else {
      started = nil
      reach = 0
    }
    if let finalizing, finalizing >= heeded { self.finalizing = nil }
    cancelling = heeded
    outcome = .cancelled
    finished = last
    errors = []
  }
}
