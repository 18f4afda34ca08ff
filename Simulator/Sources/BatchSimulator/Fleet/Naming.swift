import Batches
import FoundationEssentials

/// The name of a batch: usually in its metadata, sometimes only in its file name, at times missing.
struct Naming: Sendable, Hashable {
  var metadata: [JSONMember]
  var fileName: String?

  init(ordinal: Int, created: Int, dice: inout Dice) {
    let day = Date(timeIntervalSince1970: Double(created))
      .formatted(.iso8601.month().day().dateSeparator(.omitted))
    let run = 1 + ordinal % 40
    let isChinese = dice.chance(0.35)
    let title =
      isChinese
      ? dice.pick(Self.chinese, else: "批处理") : dice.pick(Self.english, else: "batch")
    let suffix = dice.chance(0.5) ? day : run < 10 ? "0\(run)" : "\(run)"
    let name = "\(title)-\(suffix)"
    let fate = dice.unit()
    fileName = fate < 0.90 ? "\(isChinese ? "请求-\(suffix)" : name).jsonl" : nil
    metadata = []
    guard fate < 0.78 || fate >= 0.95 else { return }
    metadata.append(JSONMember("name", .string(name)))
    if dice.chance(0.6) {
      let description = dice.pick(
        isChinese ? Self.chineseDescriptions : Self.englishDescriptions, else: "")
      metadata.append(JSONMember("batch_description", .string(description)))
    }
    if dice.chance(0.2) {
      metadata.append(
        JSONMember("team", .string(dice.pick(["eval", "data", "搜索", "ads"], else: ""))))
    }
    if dice.chance(0.1) {
      metadata.append(JSONMember("attempt", .string("\(dice.whole(1...4))")))
    }
  }

  private static let english = [
    "nightly-eval", "distill", "labels-en", "synthetic-qa", "smoke", "summaries", "mmlu-pro",
    "embeddings-refresh", "toxicity-sweep", "rag-groundedness", "code-review-pairs", "judge-v3",
    "translation-backfill", "intent-classification",
  ]
  private static let chinese = [
    "批处理-夜间评测", "标注任务", "客服对话摘要", "合成数据", "知识库向量化", "模型对比评测", "商品标题改写",
    "舆情分类", "合同要点抽取", "翻译回填",
  ]
  private static let englishDescriptions = [
    "nightly regression over the held-out set", "teacher outputs for the 7B student",
    "first pass, to be checked by hand", "re-run after the prompt fix",
    "weekly refresh of the product index",
  ]
  private static let chineseDescriptions = [
    "每晚对线上模型做回归评测", "第二轮标注，修正了提示词", "用于蒸馏小模型的教师输出", "每周更新一次知识库",
  ]
}
