import BatchInsight
import BatchPresentation
import Batches
import Screen

/// Where input, answers and time come in, and frames and requests go out. Holds no rule of its
/// own: what happens is decided by `BrowserState.update`, what is seen by `draw`.
///
/// One thread waits, updates and draws. What takes longer runs in tasks, which put their results into
/// an inbox; pages of the usual size are decoded on this thread.
package final class BrowserLoop {
  /// How the program ends.
  package struct Exit: Sendable, Hashable {
    package var status: Int32
    /// To be raised again after the terminal is restored, so that the parent sees it.
    package var signal: Int32?
    /// The profile that the user wants to go on with; nil to end.
    package var profile: String?
  }

  private var state: BrowserState
  private let terminal: any Terminal
  private let service: any BatchService
  private let inbox: Inbox<Event>
  private let store: any FileStore
  private let saver: RowSaver
  /// The files of the batches and what changes these; nil in tests without them.
  private let batchFiles: (any FileService)?
  /// What is kept across runs; nil where nothing is.
  package let recorder: Recorder?
  private var recalling: Task<Void, Never>?
  /// Receives the files of the batch whose results are open.
  private var results: ResultsSession?
  private let copier: Copier
  private let clock: () -> Double

  /// The task of each request that the state waits for: the one that fetches, then for a large page
  /// the one that decodes.
  private var requests: [Int: Task<Void, Never>] = [:]
  private let answers: Inbox<PageDelivery.Answer>
  private var delivery = PageDelivery()
  private var arranging: Task<Void, Never>?
  private var searching: Task<Void, Never>?
  /// What has come in and was not given to the state yet.
  private var pending: [Event] = []
  private var drawn = DrawnFrame()
  /// When a frame was last drawn, in seconds since 1970.
  private var drawnAt = 0.0
  private let refuse: (String) -> String?
  private var ended: Exit?

  /// - Parameters:
  ///   - files: where files are written.
  ///   - batchFiles: the files of the batches.
  ///   - history: what was read in earlier runs; nil where nothing is kept.
  ///   - refuse: why a profile cannot be used, as a sentence; nil where it can.
  ///   - clock: seconds since 1970.
  package init(
    state: BrowserState, terminal: any Terminal, service: any BatchService,
    files: any FileStore, batchFiles: (any FileService)? = nil,
    history: (any BrowserHistory)? = nil, refuse: @escaping (String) -> String? = { _ in nil },
    clock: @escaping () -> Double
  ) {
    self.refuse = refuse
    store = files
    self.batchFiles = batchFiles
    self.state = state
    self.terminal = terminal
    self.service = service
    self.clock = clock
    inbox = Inbox(wakeUp: terminal.wakeUp)
    answers = Inbox(wakeUp: terminal.wakeUp)
    recorder = history.map { [inbox] in
      Recorder($0) { report in
        switch report {
        case .problem(let problem): inbox.put(.history(problem))
        case .gone(let rows): inbox.put(.gone(rows))
        }
      }
    }
    saver = RowSaver(files: files, inbox: inbox)
    copier = Copier(clipboard: terminal.clipboard, inbox: inbox)
  }

  /// As they are when the user leaves.
  package var choices: ScreenChoices { state.choices }

  /// Runs until the user leaves or the terminal goes away, on the thread that calls it.
  package func run() -> Exit {
    defer { stop() }
    pending = [.input(.resize(terminal.size)), .start]
    while true {
      let isInput = pending.contains(where: \.isInput)
      handlePending()
      if let ended {
        finishCopying()
        return ended
      }
      let wake = drawIfDue(afterInput: isInput)
      // All input that was waiting is taken in before anything is drawn: held keys never queue up.
      let input = terminal.read(within: wake.map { $0 - clock() })
      pending += input.map { .input($0) } + inbox.takeAll()
      // Answers to cancelled requests are dropped.
      let pages = answers.takeAll().filter { requests[$0.number] != nil }
      delivery.add(pages)
      let isQuiet = pending.isEmpty && pages.isEmpty
      if isQuiet || wake.map({ $0 <= clock() }) == true { pending.append(.tick) }
    }
  }

  /// How the user left it, or has it now.
  package var keptView: KeptView { state.keptView }

  /// How long the end may be put off for the sake of a copy.
  private static let longestFarewell = Duration.seconds(1)

  /// Whoever copies and leaves at once wants the text all the same, but not to wait for a program
  /// that hangs; nor does a signal wait.
  private func finishCopying() {
    var due = ContinuousClock.now
    if ended?.signal == nil { due += Self.longestFarewell }
    var events = pending
    while let awaited = copier.awaited {
      for case .offered(_, awaited.number, let route) in events {
        copier.noteAnswer(number: awaited.number)
        _ = terminal.copy(awaited.field.text, after: route)
        return
      }
      let remaining = ContinuousClock.now.duration(to: due)
      guard remaining > .zero else {
        _ = terminal.copy(awaited.field.text, after: .nowhere)
        return
      }
      for case .terminate in terminal.read(within: remaining / .seconds(1)) { due = .now }
      events = inbox.takeAll()
    }
  }

  private func stop() {
    for request in requests.values { request.cancel() }
    arranging?.cancel()
    searching?.cancel()
    recalling?.cancel()
    recorder?.finish()
    closeResults()
    saver.stop()
  }

  private func handlePending() {
    repeat {
      while ended == nil, !pending.isEmpty { handle(pending.removeFirst()) }
      deliverPages()
    } while ended == nil && !pending.isEmpty
  }

  private func handle(_ event: Event) {
    if case .page(let number, _) = event { forget(number) }
    if case .batch(let number, _) = event { forget(number) }
    // Parts that were drawn before were laid out for other widths.
    if case .input(.charset) = event { drawn = DrawnFrame() }
    if case .offered(_, let number, _) = event { copier.noteAnswer(number: number) }
    update(event)
  }

  /// Cancels a request's task and drops its answer.
  private func forget(_ number: Int) {
    requests.removeValue(forKey: number)?.cancel()
    delivery.forget(number: number)
  }

  private func update(_ event: Event) {
    for effect in state.update(event, now: clock()) { perform(effect) }
  }

  /// Seconds between two frames while pages come in one after the other.
  private static let calmInterval = 0.05

  /// - Returns: when to wake up without input, in seconds since 1970; nil for never.
  private func drawIfDue(afterInput: Bool) -> Double? {
    let now = clock()
    if state.loader.isLoadingAll, !afterInput, abs(now - drawnAt) < Self.calmInterval {
      return drawnAt + Self.calmInterval
    }
    drawnAt = now
    let drawing = state.draw(reusing: &drawn)
    terminal.show(drawing.frame)
    return state.nextWake(drawn: drawing.holdsUntil)
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .send(let request, let number): send(request, number: number)
    case .cancel(let number): forget(number)
    case .merge(let page): update(.merge(page))
    case .arrange(let job): arrange(job.work, number: job.number)
    case .stopArranging: arranging?.cancel()
    case .search(let job): search(job.work, number: job.number)
    case .stopSearching: searching?.cancel()
    case .redraw:
      terminal.invalidate()
      // A stopped or background program gets no signal when its window changes.
      if terminal.size != state.screen.size { pending.append(.input(.resize(terminal.size))) }
    case .suspend: terminal.suspend()
    case .copy(let field, let number): copier.offer(field, number: number)
    case .copyThroughTerminal(let field, let route):
      pending.append(.copied(field, terminal.copy(field.text, after: route)))
    case .notify(let text): terminal.notify(text)
    case .reportMouse(let isOn): terminal.reportsMouse = isOn
    case .save(let job): saver.save(job, of: results?.reader)
    case .openResults(let batch, let files, let session): openResults(batch, files, session)
    case .askReader(let request, let session):
      if let results, results.number == session { results.ask(request) }
    case .closeResults: closeResults()
    case .cancelBatches(let ids):
      if let batchFiles { Canceller(files: batchFiles, service: service, inbox: inbox).start(ids) }
    case .openPage(let url):
      Task { [inbox, opener = terminal.opener] in
        inbox.put(.openedPage(url: url, await opener.open(url)))
      }
    case .run(let name, let command): pending.append(.ran(name: name, terminal.run(command)))
    case .recall: recall()
    case .askForGoneRows: recorder?.askForGoneRows()
    case .record(let entry): recorder?.record(entry.work, at: Int(clock()))
    case .cancelSave: saver.cancel()
    case .switchProfile(let name):
      if let reason = refuse(name) {
        pending.append(.profileRefused(reason))
      } else {
        ended = Exit(status: 0, profile: name)
      }
    case .complete(let path): saver.complete(path)
    case .quit(let status, let signal): ended = Exit(status: status, signal: signal)
    }
  }

  private func recall() {
    guard let history = recorder?.history else { return }
    recalling = Task { [inbox] in
      await history.recall { rows in if !Task.isCancelled { inbox.put(.recalled(rows)) } }
    }
  }

  private func openResults(_ batch: Batch, _ files: ResultFiles, _ session: Int) {
    closeResults()
    guard let batchFiles else { return }
    let reader = ResultsReader(batch: batch, files: files, service: batchFiles, store: store) {
      [inbox] in inbox.put(.results(session: session, $0))
    }
    results = ResultsSession(reader, number: session)
  }

  private func closeResults() {
    results?.close()
    results = nil
  }

  private func send(_ request: ServiceRequest, number: Int) {
    requests[number] =
      switch request {
      case .page(let page):
        Task(executorPreference: service.executor) { [service, answers] in
          let page = await Result(catching: { () async throws(ServiceFailure) in
            try await service.fetch(page)
          })
          if !Task.isCancelled { answers.put(PageDelivery.Answer(number: number, page: page)) }
        }
      case .batch(let id):
        Task { [service, inbox] in
          let batch = await Result(catching: { () async throws(ServiceFailure) in
            try await service.batch(id: id)
          })
          if !Task.isCancelled { inbox.put(.batch(number: number, batch)) }
        }
      }
  }

  /// Gives the state the pages that have come.
  private func deliverPages() {
    while ended == nil, let step = delivery.next() {
      switch step {
      case .decode(let answer):
        tellOutline(of: answer)
        handle(.page(number: answer.number, answer.page.map { $0.decode() }))
      case .decodeElsewhere(let answer):
        tellOutline(of: answer)
        requests[answer.number] = Task { [inbox] in
          let page = answer.page.map { $0.decode() }
          if !Task.isCancelled { inbox.put(.page(number: answer.number, page)) }
        }
      }
    }
  }

  /// So that the next request is under way while this answer is decoded.
  private func tellOutline(of answer: PageDelivery.Answer) {
    guard let outline = try? answer.page.get().outline else { return }
    update(.outline(number: answer.number, outline))
  }

  private func arrange(_ arrangement: Arrangement, number: Int) {
    arranging?.cancel()
    arranging = Task { [inbox] in
      guard let outcome = arrangement.run(isCancelled: { Task.isCancelled }), !Task.isCancelled
      else { return }
      inbox.put(.arranged(number: number, outcome))
    }
  }

  private func search(_ search: ProblemSearch, number: Int) {
    searching?.cancel()
    searching = Task { [inbox] in
      let outcome = search.run { Task.isCancelled }
      if !Task.isCancelled { inbox.put(.searched(number: number, outcome)) }
    }
  }
}
