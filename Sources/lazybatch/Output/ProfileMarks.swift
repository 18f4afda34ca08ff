import BatchInsight
import Batches
import Preferences

/// What a profile adds to the batches of its list, for output alone: the history must not get it.
struct ProfileMarks: Sendable {
  private let name: String
  /// nil where no costs are wanted, or no prices known.
  private let prices: Prices?

  /// - Parameter fields: what is printed; nil for fields of the API.
  init(_ profile: ServerProfile, fields: [ReportField]?) {
    name = profile.name
    let wantsCost = fields?.contains { $0.name == ReportField.costName } == true
    prices = wantsCost ? profile.prices : nil
  }

  func marking(_ batch: Batch) -> Batch {
    var batch = batch
    batch.extras.append(JSONMember(ReportField.profileName, .string(name)))
    if let cost = prices?.cost(of: batch) {
      batch.extras.append(JSONMember(ReportField.costName, .number(Prices.decimal(cost))))
    }
    return batch
  }
}
