package kasane.collaboration.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.casework.CaseFlow;
import kasane.collaboration.PartialHandBacks;
import org.jspecify.annotations.Nullable;

/** つぎにすること: which page takes the next step of a case, for whoever has the turn; the first action is the filled one. */
final class NextActions {

    private NextActions() {}

    /**
     * What decides about it.
     *
     * @param sight     the viewer still sees somebody of the household
     * @param lost      a consent has ended by itself, and the viewer's agency has to review the case
     * @param assessed  there is an assessment
     * @param draft     the version of the plan that is being written
     * @param written   that version has lines
     * @param fit       the version that waits for the 支援決定
     * @param agenda    the page of the item that the conference has not concluded yet
     * @param closing   the newest evaluation, if it is for closure
     * @param handBack  the last offer, as long as nobody has accepted it
     * @param reopens   the closed case may begin anew
     * @param askAgain  the form by which the agency that keeps the record asks for support once more; null for the others
     * @param tells     the viewer's agency may tell what happened
     */
    record Facts(
            UUID id,
            CaseFlow.State state,
            Set<CaseFlow.Party> parties,
            boolean sight,
            boolean lost,
            boolean assessed,
            @Nullable UUID draft,
            boolean written,
            @Nullable UUID fit,
            @Nullable String agenda,
            @Nullable UUID closing,
            @Nullable UUID handBack,
            boolean reopens,
            @Nullable String askAgain,
            boolean tells) {

        boolean has(CaseFlow.Party party) {
            return parties.contains(party);
        }

        String href(String rest) {
            return "/cases/" + id + rest;
        }
    }

    /** What can be done now: the next action first, if it is the viewer's. */
    static List<CasePages.Action> of(Facts facts) {
        List<CasePages.Action> actions = new ArrayList<>();
        boolean coordinator = facts.has(CaseFlow.Party.COORDINATOR);
        if (facts.lost()) {
            return List.of(new CasePages.Action("同意が終わったので見直す", facts.href("/review"), true, true));
        }
        if (coordinator && !facts.sight() && isOwnTurn(facts)) {
            return List.of(first("ケースを終える", facts.href("/exit")));
        }
        switch (facts.state()) {
            case PLANNING -> {
                if (coordinator) {
                    planning(facts, actions);
                }
            }
            case IN_CONFERENCE, CLOSING -> {
                if (coordinator) {
                    actions.add(
                            facts.agenda() == null
                                    ? first("会議をひらく", "/conferences")
                                    : first("会議の議題をひらく", facts.agenda()));
                }
            }
            case FIT -> {
                if (facts.has(CaseFlow.Party.DECIDER) && facts.fit() != null) {
                    actions.add(first("支援決定をする", "/plans/" + facts.fit() + "/decision/new"));
                    actions.add(link("プランを読む", "/plans/" + facts.fit()));
                }
            }
            case RUNNING -> running(facts, coordinator, actions);
            case PLANNING_PAUSED, RUNNING_PAUSED -> {
                if (coordinator) {
                    paused(facts, actions);
                }
            }
            case HANDING_BACK -> {
                if (facts.has(CaseFlow.Party.LEAD) && facts.handBack() != null) {
                    actions.add(first("つなぎもどしに答える", "/hand-backs/" + facts.handBack()));
                }
            }
            case WITHOUT_LEAD -> {
                // The answer says why, and both ways on stand beside it.
                if (coordinator && facts.handBack() != null) {
                    actions.add(first("対応不可の答えを見る", "/hand-backs/" + facts.handBack()));
                }
                if (coordinator) {
                    actions.add(link("別の機関に頼む", facts.href("/hand-backs/new")));
                    actions.add(link("もう一度会議にかける", facts.href("/conference-return/new")));
                }
            }
            case FOLLOW_UP -> {
                if (facts.has(CaseFlow.Party.LEAD)) {
                    actions.add(first("様子を記録する", facts.href("/follow-ups/new")));
                }
                if (facts.askAgain() != null && !coordinator) {
                    actions.add(link("もう一度、支援依頼を送る", facts.askAgain()));
                }
            }
            case REVIEW -> {
                if (coordinator) {
                    actions.add(new CasePages.Action("見直しを終えて続ける", facts.href("/resumption"), true, true));
                }
            }
            case ENDED -> {
                // nothing is left to do, but it can begin anew
                if (coordinator && facts.reopens()) {
                    actions.add(link("多機関協働を再開する", facts.href("/reopening/new")));
                }
            }
        }
        if (facts.tells() && facts.sight() && !coordinator) {
            actions.add(link("出来事を知らせる", facts.href("/occurrences/new")));
        }
        return actions;
    }

    private static void planning(Facts facts, List<CasePages.Action> actions) {
        if (!facts.assessed()) {
            actions.add(first("アセスメントを書く", facts.href("/assessments/new")));
        } else if (facts.draft() == null) {
            actions.add(first("プランをつくる", facts.href("/plans/new")));
        } else if (facts.written()) {
            actions.add(first("プランを会議にかける", "/plans/" + facts.draft() + "/proposal"));
            actions.add(link("プラン案を直す", "/plans/" + facts.draft() + "/edit"));
        } else {
            actions.add(first("プラン案を書く", "/plans/" + facts.draft() + "/edit"));
        }
    }

    private static void paused(Facts facts, List<CasePages.Action> actions) {
        actions.add(first("再開する", facts.href("/taking-up/new")));
        actions.add(link("まだ再開できない", facts.href("/pauses/new")));
        if (facts.state() == CaseFlow.State.RUNNING_PAUSED) {
            actions.add(
                    facts.closing() == null
                            ? link("評価を書く", facts.href("/evaluations/new"))
                            : link("終結を会議にかける", "/evaluations/" + facts.closing() + "/proposal"));
        }
    }

    private static void running(Facts facts, boolean coordinator, List<CasePages.Action> actions) {
        if (!facts.sight()) {
            return;
        }
        if (!coordinator) {
            actions.add(link("モニタリングを書く", facts.href("/monitorings/new")));
            return;
        }
        if (facts.closing() == null) {
            actions.add(first("モニタリングを記録する", facts.href("/monitorings/new")));
        } else {
            actions.add(first("終結を会議にかける", "/evaluations/" + facts.closing() + "/proposal"));
            actions.add(link("モニタリングを記録する", facts.href("/monitorings/new")));
        }
        actions.add(link("評価を書く", facts.href("/evaluations/new")));
        actions.add(new CasePages.Action("プランを見直す", facts.href("/revision"), true, false));
    }

    /** What the agency that carries the case can do beside the next action, in a menu. */
    static List<CasePages.Action> beside(Facts facts) {
        if (!facts.has(CaseFlow.Party.COORDINATOR)
                || !mayExit(facts)
                || !facts.lost() && !facts.sight() && isOwnTurn(facts)) {
            return List.of();
        }
        List<CasePages.Action> more = new ArrayList<>();
        if (facts.sight() && facts.state() == CaseFlow.State.PLANNING && facts.draft() != null) {
            more.add(link("対象者を選び直して、つぎの版をはじめる", facts.href("/plans/new")));
        }
        if (facts.sight() && facts.assessed()) {
            more.add(link("アセスメントを書き直す", facts.href("/assessments/new")));
        }
        if (facts.sight()) {
            more.add(link("チームに機関を加える", facts.href("/team/new")));
            if (facts.tells()) {
                more.add(link("出来事を書きとめる", facts.href("/occurrences/new")));
            }
            if (!facts.lost() && facts.state() != CaseFlow.State.REVIEW && facts.state() != CaseFlow.State.FOLLOW_UP) {
                more.add(link("情報を集めてもらう", facts.href("/information-requests/new")));
                more.add(link("直接聞き取ったことを書く", facts.href("/inquiries/new")));
            }
        }
        if (facts.sight()) {
            more.add(link("転出の引継書をつくる", facts.href("/handovers/new")));
        }
        if (facts.sight() && !facts.lost() && PartialHandBacks.mayOffer(facts.state())) {
            more.add(link("一部をもどす", facts.href("/partial-hand-backs/new")));
        }
        if (facts.sight() && !facts.lost() && mayPause(facts)) {
            more.add(link("休止する（入院・一時保護など）", facts.href("/pauses/new")));
        }
        if (facts.state() == CaseFlow.State.FOLLOW_UP && facts.reopens()) {
            more.add(link("多機関協働を再開する", facts.href("/reopening/new")));
        }
        more.add(link("ケースを終える（転出・死亡など）", facts.href("/exit")));
        return more;
    }

    private static boolean isOwnTurn(Facts facts) {
        return CaseFlow.FLOW
                .next(facts.state())
                .filter(next -> next.owner() == CaseFlow.Party.COORDINATOR)
                .isPresent();
    }

    private static boolean mayPause(Facts facts) {
        return CaseFlow.FLOW.open(facts.state(), CaseFlow.Party.COORDINATOR).contains(CaseFlow.Step.PAUSE);
    }

    private static boolean mayExit(Facts facts) {
        return CaseFlow.FLOW.open(facts.state(), CaseFlow.Party.COORDINATOR).contains(CaseFlow.Step.EXIT);
    }

    private static CasePages.Action first(String label, String href) {
        return new CasePages.Action(label, href, false, true);
    }

    private static CasePages.Action link(String label, String href) {
        return new CasePages.Action(label, href, false, false);
    }
}
