package kasane.home.today;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import kasane.access.QuietPath;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.tasks.Tasks;
import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** 新しい知らせ: how much waits and when the newest of it came, for pages that stay open; it tells of nobody. */
@Controller
class NewsController {

    private static final String PATH = "/news";
    private static final Duration LATELY = Duration.ofDays(7);

    private final Db db;
    private final Tasks tasks;
    private final TodayQuery query;

    NewsController(Db db, Tasks tasks, TodayQuery query) {
        this.db = db;
        this.tasks = tasks;
        this.query = query;
    }

    @Bean
    static QuietPath newsPath() {
        return new QuietPath(PATH);
    }

    /** Two numbers, under a tag that stays the same as long as they do. */
    @GetMapping(PATH)
    ResponseEntity<String> news(Viewer.Staff viewer) {
        String told = db.transact(viewer, () -> told(viewer));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .eTag("\"" + told.replace(' ', '-') + "\"")
                .contentType(MediaType.TEXT_PLAIN)
                .body(told);
    }

    private String told(Viewer.Staff viewer) {
        Tasks.News work = tasks.news(viewer);
        long newest = Stream.concat(
                        Stream.ofNullable(work.newest()),
                        query.changes(viewer, db.now(viewer).minus(LATELY)).stream()
                                .map(TodayQuery.Change::at))
                .mapToLong(Instant::toEpochMilli)
                .max()
                .orElse(0);
        return work.waiting() + " " + newest;
    }
}
