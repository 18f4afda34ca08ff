import Batches
import Testing

@Suite struct FieldTests {
  @Test func readsTheWholeSchema() throws {
    let batch = try decodeBatch(
      """
      "object":"batch","endpoint":"/v1/chat/completions","input_file_id":"in","errors":null,
      "completion_window":"24h","status":"in_progress","file_name":"f.jsonl",
      "output_file_id":"out","error_file_id":"err","created_at":1,"in_progress_at":2,
      "expires_at":9,"finalizing_at":3,"completed_at":4,"failed_at":5,"expired_at":6,
      "cancelling_at":7,"cancelled_at":8,"request_counts":{"total":3,"completed":2,"failed":1},
      "metadata":{"name":"n","batch_description":"d"},"model":"m"
      """)
    let times: [TimestampField: Int] = [
      .created: 1, .inProgress: 2, .finalizing: 3, .completed: 4, .failed: 5, .expired: 6,
      .cancelling: 7, .cancelled: 8, .expires: 9,
    ]
    #expect(
      batch
        == Batch(
          id: "b", status: BatchStatus("in_progress"), times: Timestamps(times),
          counts: RequestCounts(total: 3, completed: 2, failed: 1), object: "batch",
          endpoint: "/v1/chat/completions", inputFileID: "in", outputFileID: "out",
          errorFileID: "err", completionWindow: "24h", fileName: "f.jsonl", errors: [],
          metadata: [
            JSONMember("name", .string("n")), JSONMember("batch_description", .string("d")),
          ], extras: [JSONMember("model", .string("m"))]))
  }

  @Test(
    arguments: [
      (#""x""#, "x"), ("5", "5"), ("1.50", "1.50"), ("true", "true"), ("false", "false"),
      ("null", nil), (#""""#, nil), ("{}", nil), ("[]", nil), (#"" ""#, " "),
    ] as [(String, String?)])
  func readsTexts(value: String, text: String?) throws {
    for (field, path) in [
      ("object", \Batch.object), ("endpoint", \.endpoint), ("input_file_id", \.inputFileID),
      ("output_file_id", \.outputFileID), ("error_file_id", \.errorFileID),
      ("completion_window", \.completionWindow), ("file_name", \.fileName),
    ] {
      let batch = try decodeBatch(#""\#(field)":\#(value)"#)
      #expect(batch[keyPath: path] == text, "\(field)")
      #expect(batch.extras.isEmpty)
    }
    #expect(try decodeBatch(#""status":\#(value)"#).status.text == text ?? "")
  }

  @Test func keepsTextsOfAnotherType() throws {
    let batch = try decodeBatch(#""endpoint":{"path":"/v1"},"status":["x"],"file_name":[0]"#)
    #expect(batch.endpoint == nil)
    #expect(batch.status.text == "")
    #expect(Set(batch.extras.map(\.name)) == ["endpoint", "status", "file_name"])
  }

  @Test(
    arguments: [
      (#"{"id":"x"}"#, "x"), (#"{"id":7}"#, "7"), (#"{"id":"\u0000"}"#, "\0"),
      (#"{"id":"a+b/c=d&e#f g é 批"}"#, "a+b/c=d&e#f g é 批"),
      (#"{"id":"x","id":"y"}"#, "y"), (#"{"i\u0064":"x"}"#, "x"),
      (#"{"id":"x","id":""}"#, nil), (#"{"id":""}"#, nil), (#"{"id":null}"#, nil), ("{}", nil),
      (#"{"id":true}"#, nil), (#"{"id":{}}"#, nil), (#"{"id":["x"]}"#, nil), ("null", nil),
      (#""text""#, nil), ("5", nil), ("[]", nil), (#"[{"id":"x"}]"#, nil), (#"{"ID":"x"}"#, "x"),
      (#"{"batch_id":"x"}"#, "x"), (#"{"batchId":"x"}"#, "x"), (#"{"uuid":"x"}"#, "x"),
      (#"{"jobId":7}"#, "7"), (#"{"id":null,"job_id":"x"}"#, "x"), (#"{"task_id":"x"}"#, "x"),
      (#"{"batch_id":"x","id":"y"}"#, "y"), (#"{"_id":"x"}"#, "x"), (#"{"user_id":"x"}"#, nil),
      (#"{"input_file_id":"x"}"#, nil), (#"{"name":"x"}"#, nil),
      (#"{"id":"","batch_id":"x"}"#, "x"), (#"{"batch_id":null,"uuid":"x","id":null}"#, "x"),
      // Names that may mean something else count where there is no other.
      (#"{"identifier":"x"}"#, "x"), (#"{"uid":"x"}"#, "x"), (#"{"key":"x"}"#, "x"),
      (#"{"arn":"x"}"#, "x"), (#"{"jobArn":"x"}"#, "x"), (#"{"batch-arn":"x"}"#, "x"),
      (#"{"key":"x","batch_id":"y"}"#, "y"), (#"{"arn":"x","id":"y"}"#, "y"),
      (#"{"key":"x","jobArn":"y"}"#, "y"), (#"{"uid":null,"key":"x"}"#, "x"),
      (#"{"key":{}}"#, nil), (#"{"key":""}"#, nil), (#"{"api_key":"x"}"#, nil),
      (#"{"roleArn":"x"}"#, nil), (#"{"user_uid":"x"}"#, nil),
    ] as [(String, String?)])
  func needsNothingButAnID(element: String, id: String?) throws {
    let page = try BatchPage(
      decoding: bytes(#"{"data":[{"id":"first"},\#(element),{"id":"last"}]}"#))
    #expect(page.batches.map(\.id) == (id.map { ["first", $0, "last"] } ?? ["first", "last"]))
    #expect(page.skipped == (id == nil ? 1 : 0))
  }

  @Test func takesTheLastOfTwoValues() throws {
    let batch = try decodeBatch(
      #""created_at":"never","created_at":5,"status":"failed","status":{"a":1},"x":1,"x":2"#)
    #expect(batch.times[.created] == 5)
    #expect(batch.status.text == "")
    #expect(
      batch.extras == [
        JSONMember("x", .number("2")),
        JSONMember("status", .object([JSONMember("a", .number("1"))])),
      ])
  }

  @Test(
    arguments: [
      ("{}", []), ("null", []), (#""""#, []),
      (#"{"name":"n","k":[1,{"z":null}]}"#, ["name", "k"]),
      (#""{\"name\":\"n\",\"b\":1}""#, ["name", "b"]),
    ] as [(String, [String])])
  func readsMetadata(value: String, names: [String]) throws {
    let batch = try decodeBatch(#""metadata":\#(value)"#)
    #expect(batch.metadata.map(\.name) == names)
    #expect(batch.extras.isEmpty)
  }

  @Test(arguments: [#"["a"]"#, "5", "true", #""nightly""#, #""[1]""#])
  func keepsMetadataOfAnotherType(value: String) throws {
    let batch = try decodeBatch(#""metadata":\#(value)"#)
    #expect(batch.metadata.isEmpty)
    #expect(batch.extras == [JSONMember("metadata", try json(value))])
  }

  @Test(
    arguments: [
      ("completed", .completed), ("COMPLETED", .completed), ("Canceled", .cancelled),
      ("canceling", .cancelling), ("IN_PROGRESS", .running), ("in-progress", .running),
      ("In Progress", .running), (" failed ", .failed), ("in_queue", .queued),
      ("validating", .validating), ("finalizing", .finalizing), ("expired", .expired),
      ("cancelled", .cancelled), ("cancelling", .cancelling), ("in_progress", .running),
      ("failed", .failed), ("dreaming", .unknown), ("", .unknown), ("完成", .unknown),
      // Words joined in other ways, and words around them.
      ("InProgress", .running), ("PartiallyCompleted", .completed), ("Submitted", .queued),
      ("Scheduled", .queued), ("Stopping", .cancelling), ("Stopped", .cancelled),
      ("JOB_STATE_SUCCEEDED", .completed), ("BATCH_STATUS_IN_PROGRESS", .running),
      ("BATCH_STATE_PENDING", .queued), ("JobStateFailed", .failed),
      ("JOB_STATE_RE_QUEUEING", .queued), ("job.state.running", .running),
      ("TIMEOUT_EXCEEDED", .expired), ("TimedOut", .expired),
      ("CANCELLATION_REQUESTED", .cancelling), ("cancelled_by_user", .cancelled),
      ("completed_with_errors", .completed), ("CompletedWithWarnings", .completed),
      ("scheduling", .queued), ("not_started", .queued), ("paused", .queued),
      ("WRITING_RESULTS", .finalizing), ("Done", .completed), ("ended", .completed),
      ("JOB_STATE_UNSPECIFIED", .unknown), ("not_completed", .unknown), ("uncompleted", .unknown),
      ("status", .unknown), ("job_", .unknown), ("已completed", .unknown),
      ("PENDING", .queued), ("JOB_STATE_PENDING", .queued), ("PAUSING", .queued),
      ("Halted", .queued), ("suspending", .queued), ("Blocked", .queued),
      ("awaiting_capacity", .queued), ("AwaitingApproval", .queued), ("awaiting", .queued),
      ("InvalidInput", .failed), ("INVALID_REQUEST", .failed), ("BATCH_STATE_INVALID", .failed),
      ("pending_cancellation", .cancelling), ("not_invalid_input", .unknown),
      ("WaitingForCapacity", .queued), ("QUEUED_FOR_EXECUTION", .queued),
      ("processed", .completed), ("Computing", .running), ("ending", .finalizing),
      ("INTERNAL_ERROR", .failed), ("validation_error", .failed), ("SystemFailure", .failed),
      ("timeout_error", .expired), ("JOB_STATE_TIMEOUT_ERROR", .expired),
      ("UserCanceled", .cancelled), ("system_stopped", .cancelled), ("UserCanceling", .cancelling),
      ("no_error", .unknown), ("recovering_from_error", .unknown), ("user_running", .unknown),
      ("running_for_review", .unknown), ("partially_failed", .completed),
      ("PARTIAL_FAILURE", .completed), ("JobStatePartiallySucceeded", .completed),
    ] as [(String, BatchStatus.Meaning)])
  func knowsWhatAStatusMeans(text: String, meaning: BatchStatus.Meaning) throws {
    let status = try decodeBatch(#""status":"\#(text)""#).status
    #expect(status.meaning == meaning)
    #expect(status.text == text)
  }

  @Test(arguments: [
    (#"{"state":"RUNNING"}"#, "RUNNING"), (#"{"phase":"Failed","message":"m"}"#, "Failed"),
    (#"{"status":"done"}"#, "done"), (#"{"message":"m","State":"x"}"#, "x"),
    (#"{"state":{"phase":"x"}}"#, ""), (#"{"state":null}"#, ""), (#"{"code":"OK"}"#, ""),
    (#"["x"]"#, ""),
  ])
  func readsAStatusInAnObject(value: String, text: String) throws {
    for name in ["status", "job_status"] {
      let batch = try decodeBatch(#""\#(name)":\#(value)"#)
      #expect(batch.status == BatchStatus(text))
      #expect(batch.extras == [JSONMember(name, try json(value))])
    }
  }

  @Test(
    arguments: [
      (#""metadata":{"batch_description":"d","description":"e"}"#, "d"),
      (#""metadata":{"ds_description":"d"}"#, "d"), (#""description":"d""#, "d"),
      (#""metadata":{"run_description":"d"}"#, "d"),
      (#""metadata":{"Description":"d"}"#, "d"), (#""metadata":{"run-description":"d"}"#, "d"),
      (#""metadata":{"name":"n"}"#, nil),
    ] as [(String, String?)])
  func findsADescription(fields: String, description: String?) throws {
    #expect(try decodeBatch(fields).description == description)
  }

  @Test(arguments: [
    ("completed", false), ("COMPLETED", false), ("Done", false), ("partially_failed", true),
    ("PartiallyCompleted", true), ("JOB_STATE_PARTIALLY_SUCCEEDED", true),
    ("PARTIAL_FAILURE", true), ("completed_with_errors", true), ("CompletedWithWarnings", false),
    ("fully_completed", false), ("failed", false), ("partially_cancelled", false),
  ])
  func knowsWhetherAStatusSpeaksOfAPart(text: String, isPartial: Bool) {
    #expect(BatchStatus(text).isPartial == isPartial)
  }

  @Test(arguments: [
    ("completed", "completed"), ("BATCH_STATE_SUCCEEDED", "SUCCEEDED"),
    ("JOB_STATE_RE_QUEUEING", "RE_QUEUEING"), ("JobStateFailed", "Failed"),
    ("BatchStatus.COMPLETED", "COMPLETED"), ("job-in-progress", "in-progress"),
    ("BATCH_STATUS_DREAMING", "DREAMING"), ("JOB_STATE_UNSPECIFIED", "UNSPECIFIED"),
    ("processing_results", "processing_results"), ("running", "running"), ("status", "status"),
    ("BATCH_STATE_", "BATCH_STATE_"), ("batch_dreaming", "batch_dreaming"), ("", ""),
    ("BATCH_STATE_已完成", "已完成"), (" JOB STATE  failed ", "failed "),
  ])
  func tellsTheTellingPart(text: String, brief: String) {
    #expect(BatchStatus(text).briefText == brief)
  }

  @Test func tellsWhichSpellingsSayTheSame() {
    func same(_ one: String, _ other: String) -> Bool {
      BatchStatus(one).saysTheSame(as: BatchStatus(other))
    }
    #expect(same("InProgress", "in_progress") && same("JOB_STATE_FAILED", "failed"))
    #expect(same("COMPLETED", "completed") && same("mystery", "mystery"))
    #expect(same("Stopped", "cancelled") && same("complete", "JOB_STATE_SUCCEEDED"))
    #expect(!same("completed", "partially_failed") && !same("Running", "Processing"))
    #expect(!same("Scheduled", "Submitted") && !same("Mystery", "mystery") && !same("", "failed"))
  }

  @Test(
    arguments: [
      (#""batch_id":"x","input_file":"f","results_url":"https://h/r""#, true, "https://h/r"),
      (#""input_files":["f","g"],"output_file":null"#, true, nil),
      (#""output_file_id":null"#, true, nil), (#""results_url":null"#, true, nil),
      (#""model":"m","results":null"#, false, nil),
      // An input alone, and errors that are not set, say nothing of an output.
      (#""input_file_id":"f""#, false, nil),
      (#""input_file_id":"f","error_file_id":null"#, false, nil),
      (#""input_file_id":"f","error_file_id":"e""#, true, nil),
      (#""input_file_id":"f","results_url":null"#, true, nil),
    ] as [(String, Bool, String?)])
  func knowsWhetherFilesAreNamed(fields: String, namesFiles: Bool, output: String?) throws {
    let batch = try decodeBatch(fields)
    #expect(batch.namesFiles == namesFiles)
    #expect(batch.outputFileID == output)
  }

  /// JSON:API has the fields in an object of their own.
  @Test func readsTheAttributesOfARow() throws {
    let batch = try decodeBatch(
      #""type":"batches","attributes":{"status":"completed","created_at":5,"model":"m"}"#)
    #expect(batch.status.text == "completed" && batch.times[.created] == 5)
    #expect(batch.extras.map(\.name) == ["type", "model"])
    // Those of a batch that has its fields elsewhere are its own.
    for other in [#""status":"failed""#, #""state":"failed""#] {
      let batch = try decodeBatch(other + #","attributes":{"status":"completed"}"#)
      #expect(batch.status.text == "failed" && batch.extras.contains { $0.name == "attributes" })
    }
  }

  @Test(arguments: [
    (#"{"id":"m","object":"model","created":5,"owned_by":"x"}"#, "`model`"),
    (
      #"{"id":"f","object":"file","bytes":1,"created_at":5,"filename":"a","status":"processed"}"#,
      "`file`"
    ),
    (#"{"id":"m","name":"M","context_length":8192,"pricing":{"prompt":"0"}}"#, "its rows have"),
    (#"{"id":"a","type":"assistants","attributes":{"name":"n"}}"#, "`assistants`"),
    (#"{"id":"s","object":"vector_store","name":"n"}"#, "`vector_store`"),
  ])
  func tellsAListOfOtherThings(row: String, words: String) {
    let failure = pageFailure(#"{"object":"list","data":[\#(row)]}"#)
    #expect(failure?.kind == .notTheAPI && failure?.summary.contains(words) == true)
  }

  @Test(arguments: [
    #"{"id":"b"}"#, #"{"id":"b","created_at":5}"#, #"{"id":"b","object":"batch","x":1,"y":2}"#,
    #"{"id":"b","x":1,"y":2,"endpoint":"/v1"}"#, #"{"id":"b","x":1,"y":2,"progress":5}"#,
    #"{"id":"m","object":"model"},{"id":"b","status":"failed"}"#,
    #"{"id":"b","type":"message_batch"}"#, #"{"id":"b","x":1,"y":2,"completed_at":9}"#,
  ])
  func takesAListForOneOfBatchesWhereItMayBe(rows: String) {
    #expect(pageFailure(#"{"object":"list","data":[\#(rows)]}"#) == nil)
  }

  /// What is null, or read under another name, is no further field.
  @Test func tellsTheFurtherFields() throws {
    let batch = try decodeBatch(
      #""status":"completed","processing_status":"ended","archived_at":null,"a":{},"model":"m","#
        + #""title":"n","endTime":5,"total_requests":3,"retries":0"#)
    #expect(
      batch.furtherFields.map(\.name) == ["processing_status", "model", "retries"])
    #expect(batch.extras.count == 8)
  }

  @Test(arguments: [
    (#"{"total_tokens":5}"#, false), (#"{"input_tokens":5,"output_tokens":null}"#, false),
    (#"{"input_tokens":5,"input_tokens_details":{"cached_tokens":1},"output_tokens":2}"#, false),
    (#"{"input_tokens":5,"input_tokens_details":{"audio_tokens":1}}"#, true),
    (#"{"input_tokens":5,"cost":{"usd":1}}"#, true), (#"{"input_tokens":"5"}"#, true),
    (#"{"cost":1}"#, true), ("7", true),
  ])
  func usageIsAFurtherFieldIfMoreThanTokensAreInIt(usage: String, isOne: Bool) throws {
    let batch = try decodeBatch(#""usage":"# + usage)
    #expect(batch.furtherFields.map(\.name) == (isOne ? ["usage"] : []))
  }

  @Test(arguments: [
    (#""metadata":{"name":"n"},"file_name":"f""#, "n"),
    (#""metadata":{"name":""},"file_name":"f""#, "f"),
    (#""metadata":{"name":7},"file_name":"f""#, "f"),
    (#""file_name":"""#, "b"),
    (#""metadata":null"#, "b"),
    (#""metadata":{"ds_name":"n","ds_description":"d"},"file_name":"f""#, "n"),
    (#""metadata":{"display_name":"n"}"#, "n"), (#""metadata":{"jobName":"n"}"#, "n"),
    (#""metadata":{"title":"n"}"#, "n"), (#""metadata":{"experiment_name":"n"}"#, "n"),
    (#""metadata":{"title":"t","name":"n"}"#, "n"), (#""name":"n","file_name":"f""#, "n"),
    (#""displayName":"n""#, "n"), (#""metadata":{"title":"t"},"name":"n""#, "t"),
    (#""metadata":{"model_name":"m","user_name":"u"},"file_name":"f""#, "f"),
    (#""metadata":{"name":" ","display_name":"n"}"#, "n"),
    // Keys are compared without case and punctuation.
    (#""metadata":{"Name":"n"}"#, "n"), (#""metadata":{"NAME":"n"}"#, "n"),
    (#""metadata":{"job-name":"n"}"#, "n"), (#""metadata":{"Job Name":"n"}"#, "n"),
    (#""metadata":{"BATCH_NAME":"n"}"#, "n"), (#""metadata":{"Title":"t","Name":"n"}"#, "n"),
    (#""metadata":{"experiment-name":"n"}"#, "n"), (#""metadata":{"experimentName":"n"}"#, "n"),
    (#""metadata":{"Model-Name":"m","userName":"u","FILENAME":"x"},"file_name":"f""#, "f"),
    (#""metadata":{"rename":"x","surname":"y"},"file_name":"f""#, "f"),
    (#""metadata":{"nightly_eval_name":"n","model_name":"m"},"file_name":"f""#, "n"),
    (#""metadata":{"dataset_name":"d","prompt_name":"p"},"file_name":"f""#, "f"),
  ])
  func findsAName(fields: String, name: String) throws {
    #expect(try decodeBatch(fields).name == name)
  }
}
