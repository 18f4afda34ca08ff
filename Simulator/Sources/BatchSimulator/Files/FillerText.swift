/// Prose that lines are filled with to their length. It has nothing that JSON escapes.
enum FillerText {
  static let english = Array(
    """
    Summarise the conversation below for the support team and name the product, the version and the \
    step at which the customer was stuck. Answer in three sentences; do not guess what is not said. The \
    customer reports that the export stops at about forty percent, that restarting the application does \
    not help, and that the log ends with a message about a missing column. They have tried the previous \
    release, where the same file works. A colleague suggests that the header row was changed last week. 
    """.utf8)
  static let chinese = Array(
    """
    请阅读下面的客服对话，概括用户的问题、所用版本以及卡住的步骤，用三句话回答，不要猜测对话里没有提到的内容。\
    用户反馈导出进行到百分之四十左右就停住，重新启动应用也没有帮助，日志的最后一行提示缺少一列。他们试过上一个版本，\
    同一个文件可以正常处理。同事怀疑上周有人改过表头。
    """.utf8)
  /// Base64 of nothing in particular.
  static let base64 = Array("mLx8PQDtGb0Ah5a8XkQpPajPk7ww6w49hIFYvB2tVTzcMYA7Zw2TvAq5Rz0kIm28".utf8)
}
