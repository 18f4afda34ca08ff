import Batches
import Testing

@Suite struct TimeTests {
  @Test(arguments: [
    ("1749023566", 1_749_023_566),
    (#""1749023566""#, 1_749_023_566),
    (#"" 1749023566 ""#, 1_749_023_566),
    ("1749023566.75", 1_749_023_566),
    (#""1749023566.999""#, 1_749_023_566),
    ("1.749023566e9", 1_749_023_566),
    ("1749023566.9999999999999", 1_749_023_566),
    ("1749023566000e-3", 1_749_023_566),
    ("1", 1),
    // "Never", as some servers write it.
    ("253402300799", 253_402_300_799),
    (#""9999-12-31T23:59:59Z""#, 253_402_300_799),
    ("253402300799000", 253_402_300_799),
    // From 10^12 on: milliseconds, then micro- and nanoseconds.
    ("99999999999", 99_999_999_999),
    ("1000000000000", 1_000_000_000),
    ("1749023566999", 1_749_023_566),
    (#""1749023566999.9""#, 1_749_023_566),
    ("1.749023566999e12", 1_749_023_566),
    ("1749023566999999", 1_749_023_566),
    ("1749023566999999999", 1_749_023_566),
    // ISO 8601.
    (#""2025-06-04T07:52:46Z""#, 1_749_023_566),
    (#""2025-06-04T07:52:46z""#, 1_749_023_566),
    (#""2025-06-04T07:52:46""#, 1_749_023_566),
    (#""2025-06-04 07:52:46""#, 1_749_023_566),
    (#""2025-06-04t07:52:46.999999Z""#, 1_749_023_566),
    (#""2025-06-04T07:52:46,5""#, 1_749_023_566),
    (#""2025-06-04T15:52:46+08:00""#, 1_749_023_566),
    (#""2025-06-04T15:52:46.123+0800""#, 1_749_023_566),
    (#""2025-06-04T15:52:46+08""#, 1_749_023_566),
    (#""2025-06-04T03:22:46-04:30""#, 1_749_023_566),
    (#""2025-06-04 07:52:46 UTC""#, 1_749_023_566),
    (#""2025-06-04 07:52:46 +00:00""#, 1_749_023_566),
    (#""2025-06-04T07:52""#, 1_749_023_520),
    (#""20250604T075246Z""#, 1_749_023_566),
    (#""20250604T155246.5+0800""#, 1_749_023_566),
    (#""2025-06-04""#, 1_748_995_200),
    (#""2024-02-29T23:59:60Z""#, 1_709_251_200),
    (#""2024-12-31T24:00:00Z""#, 1_735_689_600),
    (#""2000-03-01""#, 951_868_800),
    (#""1970-01-01T00:00:01Z""#, 1),
    (#""2100-03-01T00:00:00Z""#, 4_107_542_400),
    (#""Wed, 04 Jun 2025 07:52:46 GMT""#, 1_749_023_566),
  ])
  func reads(value: String, seconds: Int) throws {
    let batch = try decodeBatch(#""created_at":\#(value)"#)
    #expect(batch.times[.created] == seconds)
    #expect(batch.extras.isEmpty || batch.isDayOnly(seconds) && batch.furtherFields.isEmpty)
  }

  @Test(arguments: [
    "0", "-1", "0.0", "0.5", "-0", #""0""#, #""-1""#, #""""#, #""  ""#, "null", "{}", "[]", "false",
    "-1749023566000", "253402300800", "946656000000", "999999999999", #""0001-01-01T00:00:00Z""#,
    #""1970-01-01T00:00:00Z""#, #""1969-12-31""#,
  ])
  func takesForNotSet(value: String) throws {
    let batch = try decodeBatch(#""completed_at":\#(value)"#)
    #expect(batch.times[.completed] == nil)
    #expect(batch.extras.isEmpty)
  }

  @Test(arguments: [
    #""yesterday""#, "true", #"{"seconds":5}"#, "[1]", "1e300", #""NaN""#, "NaN",
    "99999999999999999999999", #""0x10""#, #""inf""#, #""2025-13-01""#, #""2025-02-29""#,
    #""2025-06-04T25:00:00Z""#, #""2025-06-04T07:60:00Z""#, #""2025-06-04T07:52:46+8""#,
    #""2025-06-04T07:52:46Zx""#, #""2025-06-04T07:52:46.""#, #""2025-06-04T""#,
    #""202506-04T07:52:46Z""#, #""2025-06-04T07:52:""#, #""2025-06-04T07:""#, #""12:00""#,
    #""Wed, 04 Foo 2025 07:52:46 GMT""#, #""04/06/2025""#,
  ])
  func keepsWhatItCannotRead(value: String) throws {
    let batch = try decodeBatch(#""expired_at":\#(value)"#)
    #expect(batch.times[.expired] == nil)
    #expect(batch.extras.map(\.name) == ["expired_at"])
  }

  /// 2000-01-01 in seconds and in milliseconds, 2001-09-09, and a year and a day before the creation.
  @Test(arguments: ["946684800", "946684800000", "1000000000", "1717401166", #""2000-01-01""#])
  func takesAnEndLongBeforeTheCreationForNotSet(value: String) throws {
    for name in ["completed_at", "finalizing_at", "expires_at", "finalized_at", "started_at"] {
      let batch = try decodeBatch(
        #""status":"completed","created_at":1749023566,"\#(name)":\#(value)"#)
      #expect(batch.times == Timestamps([.created: 1_749_023_566]), "\(name)")
    }
    let hourBefore = try decodeBatch(#""completed_at":1749019966,"created_at":1749023566"#)
    #expect(hourBefore.times[.completed] == 1_749_019_966)
  }

  /// The last days of 9999 in several zones and forms, and of 2099, long after the creation.
  @Test(arguments: [
    "253402300799", "253402300799000", #""9999-12-31T23:59:59Z""#, #""9999-12-31""#,
    #""9999-12-31T00:00:00+08:00""#, "4102444800", "4294967295",
  ])
  func takesAnEndLongAfterTheCreationForNotSet(value: String) throws {
    for name in ["completed_at", "failed_at", "finished_at", "cancel_time"] {
      let batch = try decodeBatch(
        #""status":"completed","created_at":1749023566,"\#(name)":\#(value)"#)
      #expect(batch.times == Timestamps([.created: 1_749_023_566]), "\(name)")
    }
    let deadline = try decodeBatch(#""created_at":1749023566,"expires_at":\#(value)"#)
    #expect(deadline.times[.expires] != nil)
  }

  @Test(arguments: [
    (#""2025-06-04""#, true), (#"" 2025-06-04 ""#, true), (#""2025-06-04T00:00:00Z""#, false),
    ("1748995200", false),
  ])
  func knowsATimeThatIsOnlyADay(value: String, isDay: Bool) throws {
    for name in ["created_at", "create_time"] {
      let batch = try decodeBatch(#""status":"x","\#(name)":\#(value)"#)
      #expect(batch.times[.created] == 1_748_995_200)
      #expect(batch.isDayOnly(1_748_995_200) == isDay && !batch.isDayOnly(0))
    }
  }

  @Test(
    arguments: [
      ("createTime", "completed", .created), ("submitted_at", "completed", .created),
      ("startTime", "in_progress", .inProgress), ("started_at", "completed", .inProgress),
      ("finalized_at", "completed", .completed), ("finalized_at", "failed", .failed),
      ("ended_at", "cancelled", .cancelled), ("endTime", "expired", .expired),
      ("finished_at", "mystery", .completed), ("completion_time", "completed", .completed),
      ("job_deadline", "in_progress", .expires), ("expireTime", "completed", .expires),
      ("expiration_date", "completed", .expires), ("cancel_initiated_at", "canceling", .cancelling),
      ("cancel_time", "cancelled", .cancelled), ("canceledAt", "cancelled", .cancelled),
      ("batch_created_at", "completed", .created), ("gmt_create", "completed", .created),
      ("gmtCreated", "failed", .created), ("createdDateTime", "completed", .created),
      ("inserted_at", "in_progress", .created), ("date_created", "completed", .created),
      ("created_at_ms", "completed", .created), ("createdAtUtc", "completed", .created),
      ("startDateTime", "completed", .inProgress), ("gmt_finish", "failed", .failed),
      // The last change of a batch that has ended, where nothing else tells the end.
      ("gmt_modified", "completed", .completed), ("updated_at", "failed", .failed),
      ("lastModifiedDateTime", "cancelled", .cancelled), ("modified_on", "expired", .expired),
      ("last_updated", "completed", .completed), ("status_changed_at", "completed", .completed),
    ] as [(String, String, TimestampField)])
  func readsATimeUnderAnotherName(name: String, status: String, moment: TimestampField) throws {
    let batch = try decodeBatch(#""\#(name)":"2025-06-04T07:52:46Z","status":"\#(status)""#)
    #expect(batch.times == Timestamps([moment: 1_749_023_566]))
    // What the server sent stays, and is not shown twice.
    #expect(batch.extras.map(\.name) == [name])
    #expect(batch.furtherFields.isEmpty)
  }

  @Test(arguments: ["model_updated_at", "at", "time", "processing_time", "restart", "latest"])
  func takesNoOtherNameForATime(name: String) throws {
    let batch = try decodeBatch(#""\#(name)":5,"created_at":1749023566,"status":"completed""#)
    #expect(batch.times == Timestamps([.created: 1_749_023_566]))
    #expect(batch.furtherFields.map(\.name) == [name])
  }

  @Test(
    arguments: [
      (#""updated_at":9,"ended_at":5"#, "completed", [.completed: 5]),
      (#""updated_at":9,"completed_at":5"#, "failed", [.completed: 5]),
      (#""updated_at":9"#, "in_progress", [:]), (#""updated_at":9"#, "mystery", [:]),
      (#""updated_at":true"#, "completed", [:]),
    ] as [(String, String, [TimestampField: Int])])
  func theLastChangeIsNoEndWhereAnotherTimeIs(
    fields: String, status: String, times: [TimestampField: Int]
  ) throws {
    let batch = try decodeBatch(#""status":"\#(status)",\#(fields)"#)
    #expect(batch.times == Timestamps(times))
    #expect(batch.furtherFields.map(\.name).contains("updated_at"))
  }

  @Test func prefersItsOwnNameForATime() throws {
    let batch = try decodeBatch(
      #""endTime":9,"status":"completed","completed_at":5,"deadline":7,"expires_at":6"#)
    #expect(batch.times == Timestamps([.completed: 5, .expires: 6]))
  }

  @Test(arguments: TimestampField.allCases) func readsEveryMoment(moment: TimestampField) throws {
    let batch = try decodeBatch(#""\#(moment.name)":1749023566"#)
    #expect(batch.times == Timestamps([moment: 1_749_023_566]))
  }

  @Test func agreesWithTheCalendarOnEveryDay() throws {
    // Counts days one by one, independently of the implementation.
    var (year, month, day) = (1970, 1, 1)
    for passed in 1..<60_000 {
      let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      day += 1
      if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
      if passed % 61 != 0, day > 1, day < 28 { continue }
      let twoDigits = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
      let date = "\(year)-\(twoDigits(month))-\(twoDigits(day))"
      let batch = try decodeBatch(#""created_at":"\#(date)""#)
      #expect(batch.times[.created] == passed * 86_400, "\(date)")
    }
  }
}

@Suite struct CivilTimeTests {
  @Test(arguments: [
    (0, "1970-01-01", "00:00:00"), (1_749_023_566, "2025-06-04", "07:52:46"),
    (-1, "1969-12-31", "23:59:59"), (951_782_399, "2000-02-28", "23:59:59"),
    (951_782_400, "2000-02-29", "00:00:00"), (4_107_542_400, "2100-03-01", "00:00:00"),
    (-62_167_219_200, "0000-01-01", "00:00:00"), (-62_167_219_201, "-0001-12-31", "23:59:59"),
  ])
  func writesADate(seconds: Int, date: String, clock: String) {
    let time = CivilTime(seconds: seconds)
    #expect(time.date == date)
    #expect(time.clock == clock)
  }

  @Test func bothDirectionsAgree() {
    for seconds in stride(from: 0, to: 253_402_300_800, by: 86_400 * 13 + 4_567) {
      #expect(CivilTime(seconds: seconds).seconds == seconds)
    }
  }

  @Test func everyNumberOfSecondsHasADate() {
    for seconds in [Int.min, Int.max] {
      let time = CivilTime(seconds: seconds)
      #expect((1...12).contains(time.month) && (1...31).contains(time.day))
    }
  }
}
