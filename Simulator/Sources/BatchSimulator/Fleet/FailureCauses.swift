import Batches

/// The errors of failed batches.
enum FailureCauses {
  /// Errors found during validation of the input file.
  static func validation(total: Int, dice: inout Dice) -> [BatchError] {
    let lines = (0..<dice.skewed(1...12)).map { _ in dice.whole(1...total) }.sorted()
    return switch dice.whole(0...4) {
    case 0: lines.map { BatchError(message: "line \($0): invalid JSON") }
    case 1: lines.map { BatchError(message: "line \($0): missing required field custom_id") }
    case 2: [BatchError(message: "duplicate custom_id \"request-\(total / 2)\" on line \(total)")]
    case 3:
      [BatchError(message: "model not found: deepseek-ai/DeepSeek-V9, please check model_id")]
    default: [BatchError(message: "输入文件中的模型不一致：一个批次只能使用同一个模型")]
    }
  }

  /// Errors that occur while a batch is running.
  static func running(dice: inout Dice) -> [BatchError] {
    dice.pick(
      [
        [BatchError(message: "Sorry, your account balance is insufficient")],
        [BatchError(message: "model not found: Qwen/QwQ-32B-Preview was taken offline")],
        [
          BatchError(message: "internal error: worker lost"),
          BatchError(message: "internal error: retry budget exhausted after 3 attempts"),
        ],
        [BatchError(message: "输出文件写入失败，请重新提交该批次")],
      ], else: [])
  }
}
