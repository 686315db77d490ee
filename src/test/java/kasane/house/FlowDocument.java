package kasane.house;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kasane.casework.CaseFlow;
import kasane.collaboration.HandoverFlow;
import kasane.collaboration.InformationFlow;
import kasane.collaboration.IntroductionFlow;
import kasane.collaboration.OccurrenceFlow;
import kasane.collaboration.PartialHandBackFlow;
import kasane.collaboration.PlanFlow;
import kasane.collaboration.RequestFlow;
import kasane.collaboration.joint.JointFlow;
import kasane.collaboration.joint.SeatFlow;
import kasane.conference.handout.HandoutFlow;
import kasane.conference.poll.PollFlow;
import kasane.conference.support.ConveningFlow;
import kasane.conference.support.CooperationFlow;
import kasane.conference.support.SeriesFlow;
import kasane.home.succession.NoteFlow;
import kasane.home.succession.SuccessionFlow;
import kasane.intake.PassingFlow;
import kasane.intake.advice.AdviceFlow;
import kasane.privacy.disposal.DisposalFlow;
import kasane.privacy.incident.IncidentFlow;
import kasane.referral.sheet.ReferralFlow;
import kasane.referral.suspicion.SuspicionFlow;
import kasane.shared.Flow;
import kasane.shared.Texts;
import kasane.tasks.Tasks;

/** {@code docs/flow.md} as the flows, the texts and the clocks say it. */
final class FlowDocument {

    private static final String HEAD = """
            # Every flow

            Written by `FlowDocumentTest` from the flows in the code, their Japanese texts and the clocks of a new installation; a town
            sets its own days. An open state has one owner, one next action and one last day; whoever takes a step closes the work
            before it and opens the work after it in the same transaction. A step may set the day itself: the next monitoring, the day
            of the conference, the day to look again.

            """;

    private final UnaryOperator<String> clock;
    private final StringBuilder text = new StringBuilder(HEAD);

    private FlowDocument(UnaryOperator<String> clock) {
        this.clock = clock;
    }

    /** The whole page; {@code clock} tells the days of a clock in words. */
    static String of(UnaryOperator<String> clock) {
        FlowDocument page = new FlowDocument(clock);
        page.flow("つなぐシート", "ReferralFlow", ReferralFlow.FLOW, "referral.");
        page.note("An urgent sheet is received, and after 対応不可 passed on, by " + page.days("referral.receipt-urgent")
                + " An answer wished for earlier than the clock sets the day.");
        Flow.Next<ReferralFlow.Side> ended = ReferralFlow.BASIS_ENDED;
        page.note(
                "When the consent behind a sheet is withdrawn, wherever it stands, the receiver no longer sees it and the work"
                        + " is " + Texts.text("referral.party." + ended.owner()) + "’s: " + Tasks.title(ended.task())
                        + ", "
                        + page.days(ended.clock()));
        page.note(
                "The wished day of the first contact brings receipt and answer forward. Whoever is asked to come along answers"
                        + " that before it takes the person on.");
        page.note("At an agency for which nobody signs in nobody can have work. There the sender has, in this order: "
                + ReferralFlow.nextOnPaper(ReferralFlow.State.SENT, false)
                        .map(next -> page.work(next.task(), next.clock()))
                        .orElseThrow()
                + Stream.of(ReferralFlow.State.SENT, ReferralFlow.State.RECEIVED, ReferralFlow.State.ACCEPTED)
                        .flatMap(state -> ReferralFlow.nextOnPaper(state, true).stream())
                        .map(next -> "; " + page.work(next.task(), next.clock()))
                        .collect(Collectors.joining())
                + ". The steps are the receiver's and are keyed in, with the paper or the call they came by.");
        page.flow("虐待の疑いの連絡", "SuspicionFlow", SuspicionFlow.FLOW, "referral.suspicion-");
        page.note(
                "Only the window sees this work; whoever told learns that it arrived and what the window tells them.");
        page.flow("相談をまわす", "PassingFlow", PassingFlow.FLOW, "intake.passing-");
        page.note(
                "Between two colleagues of one agency. The consultation keeps its owner until the colleague takes it over;"
                        + " passing it on again answers what came back.");
        page.flow("異動", "SuccessionFlow", SuccessionFlow.FLOW, "home.succession-");
        page.note("The day does it, without anybody; the 引継書 are due on the last day before it at the latest.");
        page.flow("担当の引継書", "NoteFlow", NoteFlow.FLOW, "home.note-");
        page.flow("支援者からの相談", "AdviceFlow", AdviceFlow.FLOW, "intake.advice-");
        page.note("The wished day brings the answer forward.");
        page.flow("初回面談の同席", "IntroductionFlow", IntroductionFlow.FLOW, "collaboration.introduction-");
        page.flow("支援依頼", "RequestFlow", RequestFlow.FLOW, "collaboration.request-");
        page.note(
                "An accepted request begins a case. When a consent behind an unanswered request ends, it is taken back by itself.");
        page.flow("ケース", "CaseFlow", CaseFlow.FLOW, "casework.");
        page.note(
                "While a case rests, the clock of its plan or monitoring stands still: it goes on with the days that were left.");
        page.flow("出来事", "OccurrenceFlow", OccurrenceFlow.FLOW, "collaboration.occurrence-");
        page.note(
                "Whoever tells may set an earlier day. A case that goes into review or ends takes with it what was told; none is"
                        + " handed back before somebody has looked.");
        page.flow("一部のもどし", "PartialHandBackFlow", PartialHandBackFlow.FLOW, "collaboration.partial-");
        page.note(
                "The case goes on with the rest; it is not handed back as a whole before the parts are answered. Each agency that"
                        + " is asked after 対応不可 has an offer of its own.");
        page.flow("情報収集の依頼", "InformationFlow", InformationFlow.FLOW, "collaboration.information-");
        page.note("An agency for which nobody signs in is asked by paper or telephone; what it answers is keyed in: "
                + InformationFlow.nextOnPaper(InformationFlow.State.ASKED)
                        .map(next -> page.work(next.task(), next.clock()))
                        .orElseThrow()
                + ".");
        page.flow("連携支援", "JointFlow", JointFlow.FLOW, "collaboration.joint-");
        page.note("A review sets the day of the next one. When it ends, everybody who takes part is freed with it.");
        page.flow("連携支援に加わる機関", "SeatFlow", SeatFlow.FLOW, "collaboration.seat-");
        page.note(
                "Whoever no longer sees everybody it is about, because a consent ended, is freed without a word. No day of a"
                        + " member lies behind the end of the consent by which it takes part.");
        page.flow("日程調整", "PollFlow", PollFlow.FLOW, "conference.poll-");
        page.note("Each agency that is asked has its own work, to answer by the day the convenor has set.");
        page.flow("配付資料の回収", "HandoutFlow", HandoutFlow.FLOW, "conference.handout-");
        page.note("One work for all copies of a meeting, from its end until none is out.");
        page.flow("支援会議の開催依頼", "ConveningFlow", ConveningFlow.FLOW, "conference.convening-");
        page.note("An urgent request is judged by " + page.days("conference.judge-urgent"));
        page.flow("支援会議", "SeriesFlow", SeriesFlow.FLOW, "conference.series-");
        page.note(
                "What it decides is work of its members that is shown, late, to nobody but the convenor. When it ends, or passes"
                        + " into a 重層的支援会議, whoever asked for it has work: the 支援依頼, or to take note.");
        page.flow("協力依頼", "CooperationFlow", CooperationFlow.FLOW, "conference.cooperation-");
        page.flow("転出の引継書", "HandoverFlow", HandoverFlow.FLOW, "collaboration.handover-");
        page.note("A case that ends takes what was only prepared with it; a file that is handed over ends the case.");
        page.flow("誤送付・漏えい", "IncidentFlow", IncidentFlow.FLOW, "privacy.incident-");
        page.flow("廃棄", "DisposalFlow", DisposalFlow.FLOW, "privacy.disposal-");
        page.flow("支援プラン", "PlanFlow", PlanFlow.FLOW, "collaboration.plan.");
        page.note("A version has no work of its own: whose turn it is, and until when, follows from the case.");
        return page.text.toString().stripTrailing() + "\n";
    }

    private String days(String key) {
        return "`" + key + "` (" + clock.apply(key) + ").";
    }

    private String work(String task, String key) {
        return Tasks.title(task) + " (`" + key + "`, " + clock.apply(key) + ")";
    }

    private void note(String sentence) {
        text.append(sentence).append("\n\n");
    }

    private <S extends Enum<S>, T extends Enum<T>, P extends Enum<P>> void flow(
            String title, String type, Flow<S, T, P> flow, String words) {
        List<Flow.Line<S, T, P>> anywhere = anywhere(flow);
        List<Flow.Line<S, T, P>> lines = flow.lines().stream()
                .filter(line -> anywhere.stream().noneMatch(other -> other.step() == line.step()))
                .toList();
        text.append("## ").append(title).append(" `").append(type).append("`\n\n");
        text.append("| state | owner | next action | last day | steps |\n|---|---|---|---|---|\n");
        for (S state : flow.start().getDeclaringClass().getEnumConstants()) {
            text.append("| ")
                    .append(Texts.text(words + "state." + state))
                    .append("<br>`")
                    .append(state)
                    .append("` | ");
            text.append(flow.next(state)
                            .map(next -> Texts.text(words + "party." + next.owner()) + " | " + Tasks.title(next.task())
                                    + " | " + clock.apply(next.clock()) + "<br>`" + next.clock() + "`")
                            .orElse(" |  | "))
                    .append(" | ");
            text.append(lines.stream()
                            .filter(line -> line.from() == state)
                            .map(line -> step(line, words))
                            .collect(Collectors.joining("<br>")))
                    .append(" |\n");
        }
        text.append('\n');
        if (!anywhere.isEmpty()) {
            note("Out of every open state: "
                    + anywhere.stream().map(line -> step(line, words)).collect(Collectors.joining("; ")) + ".");
        }
        diagram(flow, lines, anywhere, words);
    }

    private static <S extends Enum<S>, T extends Enum<T>, P extends Enum<P>> String step(
            Flow.Line<S, T, P> line, String words) {
        return Texts.text(words + "step." + line.step())
                + (line.by() == null ? "" : "（" + Texts.text(words + "party." + line.by()) + "）")
                + " → `" + line.to() + "`";
    }

    /** The steps that every open state has in common, once each. */
    private static <S extends Enum<S>, T extends Enum<T>, P extends Enum<P>> List<Flow.Line<S, T, P>> anywhere(
            Flow<S, T, P> flow) {
        long open = Arrays.stream(flow.start().getDeclaringClass().getEnumConstants())
                .filter(state -> !flow.hasEnded(state))
                .count();
        return flow.lines().stream()
                .filter(line -> line.from() == flow.start())
                .filter(line -> flow.lines().stream()
                                .filter(other -> other.step() == line.step()
                                        && other.to() == line.to()
                                        && Objects.equals(other.by(), line.by()))
                                .count()
                        == open)
                .toList();
    }

    private <S extends Enum<S>, T extends Enum<T>, P extends Enum<P>> void diagram(
            Flow<S, T, P> flow, List<Flow.Line<S, T, P>> lines, List<Flow.Line<S, T, P>> anywhere, String words) {
        text.append("```mermaid\nstateDiagram-v2\n");
        for (S state : flow.start().getDeclaringClass().getEnumConstants()) {
            arrow(state.name(), "", Texts.text(words + "state." + state));
        }
        arrow("[*]", flow.start().name(), "");
        Map<List<String>, List<String>> arrows = new LinkedHashMap<>();
        Stream.concat(lines.stream(), anywhere.stream())
                .forEach(line -> arrows.computeIfAbsent(
                                List.of(
                                        anywhere.contains(line)
                                                ? "ANYWHERE"
                                                : line.from().name(),
                                        line.to().name()),
                                ends -> new ArrayList<>())
                        .add(Texts.text(words + "step." + line.step())));
        if (!anywhere.isEmpty()) {
            arrow("ANYWHERE", "", "どこからでも");
        }
        arrows.forEach((ends, steps) -> arrow(ends.get(0), ends.get(1), String.join("／", steps)));
        for (S state : flow.start().getDeclaringClass().getEnumConstants()) {
            if (flow.hasEnded(state)) {
                arrow(state.name(), "[*]", "");
            }
        }
        text.append("```\n\n");
    }

    private void arrow(String from, String to, String words) {
        text.append("    ")
                .append(from)
                .append(to.isEmpty() ? "" : " --> " + to)
                .append(words.isEmpty() ? "" : ": " + words)
                .append('\n');
    }
}
