package kasane.privacy.chain;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kasane.access.SignedIn;
import kasane.audit.Anchor;
import kasane.audit.DailyRoot;
import kasane.audit.LogState;
import kasane.documents.FileName;
import kasane.documents.Sheets;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.privacy.Moments;
import kasane.privacy.Verifications;
import kasane.settings.Town;
import kasane.shared.Wareki;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** 記録の検証: how far the log is sealed, when it was last verified, and the anchor of the day on paper. */
@Controller
class ChainController {

    private static final int MOST = 30;

    private final Verifications verifications;
    private final Sheets sheets;
    private final Town town;
    private final Db db;
    private final Clock clock;

    ChainController(Verifications verifications, Sheets sheets, Town town, Db db, Clock clock) {
        this.verifications = verifications;
        this.sheets = sheets;
        this.town = town;
        this.db = db;
        this.clock = clock;
    }

    @GetMapping("/log-check")
    Screen page(Viewer.Staff viewer) {
        List<Verifications.Verification> latest = verifications.latest(viewer, MOST);
        LogState state = LogState.now(db);
        Optional<Anchor> anchor = new DailyRoot(db).today();
        List<ChainPages.Fact> facts = new ArrayList<>();
        LogState.Sealed last = state.last();
        facts.add(new ChainPages.Fact(
                "さいごに封印したブロック",
                last == null ? "まだありません" : "第" + number(last.block()) + "　" + Moments.of(last.at(), clock.getZone())));
        facts.add(new ChainPages.Fact(
                "封印を待つ記録",
                number(state.unsealed()) + "件"
                        + (state.oldestUnsealed() == null
                                ? ""
                                : "　いちばん古いもの " + Moments.of(state.oldestUnsealed(), clock.getZone()))));
        anchor.ifPresent(root -> facts.add(new ChainPages.Fact("封印した記録の数", number(root.entries()) + "件")));
        Verifications.Verification newest = latest.isEmpty() ? null : latest.getFirst();
        facts.add(new ChainPages.Fact(
                "さいごに検証した日時", newest == null ? "まだありません" : Moments.of(newest.at(), clock.getZone())));
        boolean broken = newest != null && !newest.whole();
        return Screen.of(
                "privacy/chain/page",
                "記録の検証",
                new ChainPages.Page(
                        viewer.has(Duty.PRIVACY_OFFICER),
                        newest == null ? Tone.WAITING : broken ? Tone.ALERT : Tone.DONE,
                        newest == null ? "まだ検証していません" : state(newest),
                        broken
                                ? "閲覧記録に、つながらないところがあります。サーバーで ./kasane verify-log を動かすと、どこかがわかります。つづってある日次の錨と照らし合わせ、記録を残してください。ほかの画面は、そのまま使えます。"
                                : "だれが何を見たかの記録が、あとから変えられていないことを、1日に1回、自動で確かめています。日次の錨を印刷してつづっておくと、記録の全体が書きかえられてもわかります。",
                        facts,
                        anchor.map(root -> RootSheet.groups(root.hash())).orElse(List.of()),
                        anchor.map(Anchor::line).orElse(""),
                        latest.stream().map(this::row).toList()));
    }

    private static String state(Verifications.Verification one) {
        return one.whole() ? "つながっています" : "つながらないところ " + number(one.found());
    }

    private ChainPages.Row row(Verifications.Verification one) {
        return new ChainPages.Row(
                Moments.of(one.at(), clock.getZone()),
                one.whole() ? Tone.DONE : Tone.ALERT,
                state(one),
                number(one.blocks()),
                number(one.sealed()));
    }

    private static String number(long value) {
        return "%,d".formatted(value);
    }

    @GetMapping("/log-check/root.pdf")
    ResponseEntity<byte[]> root(SignedIn me) {
        verifications.printed(me.viewer());
        Anchor anchor = new DailyRoot(db).today().orElseThrow(NotVisible::new);
        RootSheet sheet = new RootSheet(
                town.name(),
                Wareki.format(anchor.date()),
                "第" + number(anchor.block()),
                number(anchor.entries()) + "件",
                RootSheet.rows(anchor.hash()),
                anchor.line());
        return sheets.pdf(
                        "privacy/chain/root",
                        sheet.frame(me.foot(ZonedDateTime.now(clock)) + " 印刷"),
                        sheet,
                        new FileName("nichiji-ikari", anchor.date(), null))
                .answer();
    }
}
