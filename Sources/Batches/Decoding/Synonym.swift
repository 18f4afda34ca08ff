/// What a field that is not the API's own stands for, by its name: `batch_id`, `createTime`,
/// `job_deadline`. Names are compared in lower case and without `_` and `-`.
enum Synonym: Sendable, Hashable {
  case field(BatchField)
  /// The end, whatever the status says of it.
  case end
  /// When it changed last, which is when it ended if it has.
  case lastChange
  /// When it was cancelled, or asked to be.
  case cancel
  /// The share that is done, in percent or from 0 to 1, or an object with the counts.
  case progress
  /// The share that is done in percent.
  case percent
  /// The share that is done, from 0 to 1.
  case share
  /// The status, or an object with the counts.
  case state

  /// In bytes; no longer name is one of these.
  private static let longest = 40

  init?(_ name: UnsafeBufferPointer<UInt8>) {
    guard name.count <= Self.longest, let first = name.first, ASCII.isLetter(first) || first == 0x5F
    else { return nil }
    let found = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longest) { buffer in
      var count = 0
      for byte in name where byte != UInt8(ascii: "_") && byte != ASCII.minus {
        buffer[count] = ASCII.lowercased(byte)
        count += 1
      }
      return Self.find(UnsafeBufferPointer(rebasing: buffer[..<count]))
    }
    guard let found else { return nil }
    self = found
  }

  private static func find(_ name: UnsafeBufferPointer<UInt8>) -> Synonym? {
    if let known = names[name] ?? time(name) { return known }
    // With a unit or a zone: `created_at_ms`, `created_at_utc`.
    for unit in units where name.count > unit.count && ends(name, with: unit) {
      let stem = UnsafeBufferPointer(rebasing: name[..<(name.count - unit.count)])
      if let time = time(stem) { return time }
    }
    return nil
  }

  private static func time(_ name: UnsafeBufferPointer<UInt8>) -> Synonym? {
    // Or the other way round: `gmt_create`, `date_created`.
    for prefix in timePrefixes where name.count > prefix.count && name.starts(with: prefix) {
      if let time = times[UnsafeBufferPointer(rebasing: name[prefix.count...])] { return time }
    }
    // A time: its name ends in "at", "time" or the like, and may begin with what it is the time of.
    for suffix in timeSuffixes where name.count > suffix.count && ends(name, with: suffix) {
      let stem = UnsafeBufferPointer(rebasing: name[..<(name.count - suffix.count)])
      if let time = times[stem] { return time }
      for subject in subjects where stem.count > subject.count && stem.starts(with: subject) {
        if let time = times[UnsafeBufferPointer(rebasing: stem[subject.count...])] { return time }
      }
    }
    return nil
  }

  private static func ends(_ name: UnsafeBufferPointer<UInt8>, with suffix: [UInt8]) -> Bool {
    name[(name.count - suffix.count)...].elementsEqual(suffix)
  }

  /// The place of a name among those that may be an id, the best first, where a row has no other.
  static func rank(ofLesserID name: String) -> Int? {
    guard name.utf8.count <= longest else { return nil }
    return lesserIDs.firstIndex(of: ErrorNames.folded(name))
  }

  private static let lesserIDs = [
    "identifier", "batchidentifier", "jobidentifier", "uid", "batchuid", "jobuid", "batcharn",
    "jobarn", "arn", "key", "batchkey", "jobkey",
  ]

  private static let timeSuffixes = ["at", "time", "timestamp", "date", "datetime", "on", "ts"]
    .map { Array($0.utf8) }
  private static let timePrefixes = ["gmt", "date", "time", "utc"].map { Array($0.utf8) }
  private static let units = ["ms", "millis", "utc", "gmt", "epoch", "unix", "seconds", "sec"].map {
    Array($0.utf8)
  }
  private static let subjects = ["batch", "job", "task", "run"].map { Array($0.utf8) }

  private static func all(_ synonym: Synonym, _ names: String) -> [(name: String, value: Synonym)] {
    names.split(separator: " ").map { (String($0), synonym) }
  }

  private static let names = NameTable<Synonym>(
    all(.field(.id), "id batchid jobid taskid uuid batchuuid jobuuid guid batchjobid batchtaskid")
      + all(.field(.endpoint), "apiendpoint requestendpoint")
      + all(
        .field(.status),
        """
        status processingstatus batchstatus jobstatus taskstatus jobstate batchstate taskstate \
        runstatus currentstatus currentstate lifecyclestate phase
        """)
      + all(.state, "state")
      + all(
        .field(.errors),
        "error errors errormessage failurereason failuremessage failurereasons errordetails errorinfo"
      )
      + all(
        .field(.inputFileID),
        "inputfileid inputfile inputfiles inputfileids inputdatasetid inputdataset inputuri inputref"
      )
      + all(
        .field(.outputFileID),
        """
        outputfileid outputfile outputfiles outputfileids outputdatasetid outputdataset \
        resultfileid resultsfileid resultfile resultsfile resultsurl resulturl outputurl \
        outputfileurl outputuri outputref
        """)
      + all(
        .field(.errorFileID),
        "errorfileid errorfile errorfiles errorfileids errorsfileid errorfileurl errorurl")
      + all(.field(.completionWindow), "completionwindow window")
      + all(.field(.fileName), "filename inputfilename")
      + all(
        .field(.requestCounts),
        """
        requestcounts requestcount counts batchstats jobprogress requeststats stats statistics \
        requeststatistics requestscounts progresscounts
        """)
      + all(.progress, "progress")
      + all(
        .percent,
        """
        percent percentage percentcomplete percentcompleted progresspercent progresspercentage \
        completionpercentage completionpercent completedpercent percentdone percentfinished \
        percentprocessed pct pctcomplete pctcompleted pctdone progresspct completionpct completedpct \
        donepercent donepct
        """)
      + all(
        .share,
        """
        progressfraction fractioncomplete fractioncompleted fractiondone completionfraction \
        completedfraction completionratio progressratio
        """)
      + all(.lastChange, "updated modified lastmodified lastupdated lastchanged lastupdate")
      + all(.field(.created), "created timecreated datecreated creation")
      + all(.field(.inProgress), "timestarted datestarted")
      + all(.end, "timeended timefinished dateended finalized")
      + all(
        .field(.expires),
        "deadline jobdeadline batchdeadline expires expiration expiry timeexpires expirydate duedate"
      )
  )

  private static let times = NameTable<Synonym>(
    all(
      .field(.created),
      """
      created create creation submitted submit submission enqueued registered inserted insert added \
      initiated requested
      """)
      + all(
        .field(.inProgress),
        "started start startedrunning begin began begun inprogress running processing processingstarted launched"
      )
      + all(.field(.finalizing), "finalizing finalising")
      + all(.field(.completed), "completed complete completion succeeded success")
      + all(
        .end,
        "finalized finalised finished finish ended end done terminated closed processingended processed"
      )
      + all(
        .lastChange,
        """
        updated update modified modification changed lastmodified lastmodification lastupdated \
        lastupdate lastchanged lastchange statuschanged statusupdated
        """)
      + all(.field(.failed), "failed fail failure errored")
      + all(.field(.expired), "expired timedout")
      + all(
        .field(.cancelling),
        """
        cancelling canceling cancelinitiated cancelrequested cancellationrequested stopping \
        cancellationinitiated
        """)
      + all(.cancel, "cancel cancellation stop")
      + all(.field(.cancelled), "cancelled canceled stopped aborted")
      + all(.field(.expires), "expires expire expiration expiry deadline due"))
}
