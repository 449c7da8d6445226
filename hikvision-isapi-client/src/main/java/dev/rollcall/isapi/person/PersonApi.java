package dev.rollcall.isapi.person;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.isapi.DeviceDocument;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.internal.Answer;
import dev.rollcall.isapi.internal.DeviceConnection;
import dev.rollcall.isapi.internal.Fields;
import dev.rollcall.isapi.internal.Leaves;
import dev.rollcall.isapi.internal.PersonEndpoints;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import okhttp3.ResponseBody;
import retrofit2.Call;

/**
 * The people a terminal knows, their credentials and their schedules, as it holds them; nothing here changes it. Thread-safe. Every
 * method but the searches is one blocking request, and throws {@link IsapiException} as every call; its subclass says what to do
 * next.
 */
public final class PersonApi {

    private final DeviceConnection connection;
    private final PersonEndpoints endpoints;

    /** Not for callers: use {@link dev.rollcall.isapi.IsapiClient#person()}. */
    public PersonApi(DeviceConnection connection) {
        this.connection = connection;
        this.endpoints = connection.endpoints(PersonEndpoints.class);
    }

    /** What the terminal claims of people: field lengths, options, {@code maxRecordNum}. Claims are hints. */
    public DeviceDocument userCapabilities() {
        return Leaves.document(connection.exchange(endpoints.userCapabilities()));
    }

    /** A new search for people. Nothing is sent before the first page is asked for. */
    public PersonPages<UserRecord> users(PersonQuery query) {
        return new PersonPages<>(
                connection,
                new PersonSearch<>(
                        "UserInfoSearchCond",
                        "UserInfoSearch",
                        "UserInfo",
                        PersonSearch::inList,
                        endpoints::searchUsers,
                        UserRecord::of,
                        user -> query.wants(user.employeeNo())),
                query);
    }

    /** How many people the terminal holds. */
    public UserCount countUsers() {
        Answer answer = connection.exchange(endpoints.countUsers());
        UserCount count = UserCount.of(answer.fields("UserInfoCount"));
        if (count == null) {
            throw answer.unexpected("UserInfoCount.userNumber is missing", null);
        }
        return count;
    }

    /** A new search for cards. Nothing is sent before the first page is asked for. */
    public PersonPages<CardRecord> cards(PersonQuery query) {
        return new PersonPages<>(
                connection,
                new PersonSearch<>(
                        "CardInfoSearchCond",
                        "CardInfoSearch",
                        "CardInfo",
                        PersonSearch::inList,
                        endpoints::searchCards,
                        CardRecord::of,
                        card -> query.employeeNos().isEmpty()
                                || (card.employeeNo() != null && query.wants(card.employeeNo()))),
                query);
    }

    /** How many cards the terminal holds. */
    public int countCards() {
        return countCards(endpoints.countCards(null));
    }

    /** How many cards a person has. */
    public int countCards(String employeeNo) {
        return countCards(endpoints.countCards(employeeNo));
    }

    /**
     * Which fingerprints of a person are enrolled; empty if none. The terminal sends templates along, which are dropped while
     * reading. Cheaper: {@link UserRecord#fingerprintCount()}, where the firmware counts. The request's name says upload because the
     * terminal uploads to us; it changes nothing. It names no reader: with one, some firmware answers that there is none.
     *
     * @throws IsapiException.Unsupported on terminals without a fingerprint reader
     */
    public List<FingerprintRecord> fingerprints(String employeeNo) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putObject("FingerPrintCond")
                .put("searchID", UUID.randomUUID().toString())
                .put("employeeNo", employeeNo);
        Answer answer = connection.exchange(endpoints.fingerprints(root));
        return answer.fields("FingerPrintInfo").each("FingerPrintList", FingerprintRecord::of);
    }

    /**
     * Which faces are enrolled: of everybody, or of one person. Names and addresses only; models are dropped while reading. Cheaper:
     * {@link UserRecord#faceCount()}, where the firmware counts.
     *
     * @param query everybody, or exactly one person
     * @throws IsapiException.Unsupported on terminals without a camera; when the first page is asked for
     */
    public PersonPages<FaceRecord> faces(PersonQuery query) {
        if (query.employeeNos().size() > 1) {
            throw new IllegalArgumentException("a face search names one person or nobody");
        }
        return new PersonPages<>(
                connection,
                new PersonSearch<>(
                        null,
                        null,
                        "MatchList",
                        PersonSearch::inFaceLibrary,
                        endpoints::searchFaces,
                        FaceRecord::of,
                        face -> query.wants(face.employeeNo())),
                query);
    }

    /** A week plan of access, counted from 1. */
    public WeekPlan accessWeekPlan(int number) {
        return weekPlan(number, endpoints.accessWeekPlan(number), "UserRightWeekPlanCfg");
    }

    /** A plan template of access, counted from 1; people name it in {@link RightPlan#planTemplateNo()}. */
    public PlanTemplate accessPlanTemplate(int number) {
        return planTemplate(number, endpoints.accessPlanTemplate(number), "UserRightPlanTemplate");
    }

    /** How the terminal decides between arrival and departure. */
    public AttendanceMode attendanceMode() {
        return AttendanceMode.of(connection.exchange(endpoints.attendanceMode()).fields("AttendanceMode"));
    }

    /** All function keys in their order, the first with number 1. */
    public List<AttendanceKey> attendanceKeys() {
        AtomicInteger number = new AtomicInteger();
        return list(
                connection.exchange(endpoints.attendanceKeys()),
                "AttendanceList",
                fields -> AttendanceKey.of(number.incrementAndGet(), fields));
    }

    /**
     * A function key, 1 to 6.
     *
     * @throws IsapiException.Unsupported if there is none of that number
     */
    public AttendanceKey attendanceKey(int number) {
        return AttendanceKey.of(
                number, connection.exchange(endpoints.attendanceKey(number)).fields("Attendance"));
    }

    /** A week plan of attendance, 1 to 3 on DS-K1A340FWX V1.2.7. */
    public WeekPlan attendanceWeekPlan(int number) {
        return weekPlan(number, endpoints.attendanceWeekPlan(number), "AttendanceWeekPlan");
    }

    /** All plan templates of attendance. */
    public List<PlanTemplate> attendancePlanTemplates() {
        return list(
                connection.exchange(endpoints.attendancePlanTemplates()),
                "AttendancePlanTemplateList",
                fields -> PlanTemplate.of(null, fields));
    }

    /** A plan template of attendance, 1 to 3 on DS-K1A340FWX V1.2.7. */
    public PlanTemplate attendancePlanTemplate(int number) {
        return planTemplate(number, endpoints.attendancePlanTemplate(number), "AttendancePlanTemplate");
    }

    private int countCards(Call<ResponseBody> call) {
        Answer answer = connection.exchange(call);
        Integer count = answer.fields("CardInfoCount").number("cardNumber");
        if (count == null || count < 0) {
            throw answer.unexpected("CardInfoCount.cardNumber is missing", null);
        }
        return count;
    }

    private WeekPlan weekPlan(int number, Call<ResponseBody> call, String root) {
        return WeekPlan.of(number, connection.exchange(call).fields(root));
    }

    private PlanTemplate planTemplate(int number, Call<ResponseBody> call, String root) {
        return PlanTemplate.of(number, connection.exchange(call).fields(root));
    }

    private static <T> List<T> list(Answer answer, String name, Function<Fields, T> reading) {
        Fields fields = new Fields(answer.document().fields());
        if (!fields.has(name)) {
            throw answer.unexpected(name + " is missing", null);
        }
        return fields.each(name, reading);
    }
}
