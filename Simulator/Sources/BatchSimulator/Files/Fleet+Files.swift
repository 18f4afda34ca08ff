import Batches

extension Fleet {
  /// The models whose names files mention.
  private static let models = [
    "Qwen/Qwen3-32B", "deepseek-ai/DeepSeek-V3.2", "zai-org/GLM-4.7", "moonshotai/Kimi-K2-Instruct",
  ].map { Array($0.utf8) }

  /// The batch and the kind of an id of a file that exists at this time, in epoch seconds.
  func file(_ id: String, at time: Int) -> (file: BatchFile, ordinal: Int)? {
    guard let found = fileNumbering.file(id), exists(found.ordinal, at: time),
      batch(found.ordinal, at: time).fileID(of: found.file) == id
    else { return nil }
    return found
  }

  func text(of file: BatchFile, ofBatch ordinal: Int, at time: Int) -> FileText {
    let schedule = schedule(of: ordinal)
    let counts = schedule.counts(at: time)
    var dice = Dice(seed: seed, number: ordinal, for: .contents)
    let favourite = dice.whole(0...(RequestCause.all.count - 1))
    let model = dice.pick(Self.models, else: [])
    let order = RequestOrder(
      total: schedule.total, completed: counts?.completed ?? 0, failed: counts?.failed ?? 0,
      dice: &dice)
    let (lines, mean, swing) =
      switch file {
      case .input: (schedule.total, 640, 120)
      case .output: (order.completed, 960, 160)
      case .errors: (order.failed, 700, 60)
      }
    return FileText(
      file: file,
      layout: LineLayout(
        seed: seed, number: ordinal * BatchFile.allCases.count + file.number, lines: lines,
        meanLength: mean, swing: swing),
      order: order, model: model, isChat: isChat(ordinal), favouriteCause: favourite,
      finished: schedule.finished)
  }
}

extension Batch {
  func fileID(of file: BatchFile) -> String? {
    switch file {
    case .input: inputFileID
    case .output: outputFileID
    case .errors: errorFileID
    }
  }
}
