package dev.rollcall.isapi.internal;

import com.fasterxml.jackson.databind.JsonNode;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.Headers;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.Query;

/**
 * Resources of people and their credentials, those that read: each POST here is a search. Mind the verbs of this protocol when more
 * is added: Delete is a PUT, and FingerPrintDownload is the one that writes. Internal to the module.
 */
public interface PersonEndpoints {

    @GET("ISAPI/AccessControl/UserInfo/capabilities?format=json")
    Call<ResponseBody> userCapabilities();

    @Headers("Content-Type: application/json")
    @POST("ISAPI/AccessControl/UserInfo/Search?format=json")
    Call<ResponseBody> searchUsers(@Body JsonNode condition);

    @GET("ISAPI/AccessControl/UserInfo/Count?format=json")
    Call<ResponseBody> countUsers();

    @Headers("Content-Type: application/json")
    @POST("ISAPI/AccessControl/CardInfo/Search?format=json")
    Call<ResponseBody> searchCards(@Body JsonNode condition);

    @GET("ISAPI/AccessControl/CardInfo/Count?format=json")
    Call<ResponseBody> countCards(@Nullable @Query("employeeNo") String employeeNo);

    @Headers("Content-Type: application/json")
    @POST("ISAPI/AccessControl/FingerPrintUpload?format=json")
    Call<ResponseBody> fingerprints(@Body JsonNode condition);

    @Headers("Content-Type: application/json")
    @POST("ISAPI/Intelligent/FDLib/FDSearch?format=json")
    Call<ResponseBody> searchFaces(@Body JsonNode condition);

    @GET("ISAPI/AccessControl/UserRightWeekPlanCfg/{number}?format=json")
    Call<ResponseBody> accessWeekPlan(@Path("number") int number);

    @GET("ISAPI/AccessControl/UserRightPlanTemplate/{number}?format=json")
    Call<ResponseBody> accessPlanTemplate(@Path("number") int number);

    @GET("ISAPI/AccessControl/Configuration/attendanceMode?format=json")
    Call<ResponseBody> attendanceMode();

    @GET("ISAPI/AccessControl/keyCfg/attendance?format=json")
    Call<ResponseBody> attendanceKeys();

    @GET("ISAPI/AccessControl/keyCfg/{number}/attendance?format=json")
    Call<ResponseBody> attendanceKey(@Path("number") int number);

    @GET("ISAPI/AccessControl/Attendance/weekPlan/{number}?format=json")
    Call<ResponseBody> attendanceWeekPlan(@Path("number") int number);

    @GET("ISAPI/AccessControl/Attendance/planTemplate?format=json")
    Call<ResponseBody> attendancePlanTemplates();

    @GET("ISAPI/AccessControl/Attendance/planTemplate/{number}?format=json")
    Call<ResponseBody> attendancePlanTemplate(@Path("number") int number);
}
