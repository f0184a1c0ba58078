using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tracetest.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "installation",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_installation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "resources",
                columns: table => new
                {
                    kind = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    spec = table.Column<string>(type: "jsonb", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_resources", x => new { x.kind, x.id });
                });

            migrationBuilder.CreateTable(
                name: "span_origins",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    message = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_span_origins", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "spans",
                columns: table => new
                {
                    trace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    span_id = table.Column<long>(type: "bigint", nullable: false),
                    parent_id = table.Column<long>(type: "bigint", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    service_name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    status = table.Column<short>(type: "smallint", nullable: false),
                    start_time_unix_nano = table.Column<long>(type: "bigint", nullable: false),
                    end_time_unix_nano = table.Column<long>(type: "bigint", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    origin_id = table.Column<Guid>(type: "uuid", nullable: false),
                    message = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_spans", x => new { x.trace_id, x.span_id });
                });

            migrationBuilder.CreateTable(
                name: "tests",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_run_number = table.Column<int>(type: "integer", nullable: false),
                    run_count = table.Column<int>(type: "integer", nullable: false),
                    last_run_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "test_runs",
                columns: table => new
                {
                    test_id = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<int>(type: "integer", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    test_version = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    trace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    span_id = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    triggered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    trigger_completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    trace_obtained_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: false),
                    resolved_trigger = table.Column<string>(type: "json", nullable: true),
                    response = table.Column<string>(type: "json", nullable: true),
                    trigger_error = table.Column<string>(type: "json", nullable: true),
                    variables = table.Column<string>(type: "json", nullable: false),
                    metadata = table.Column<string>(type: "json", nullable: false),
                    results = table.Column<string>(type: "json", nullable: true),
                    outputs = table.Column<string>(type: "json", nullable: false),
                    gates = table.Column<string>(type: "json", nullable: false),
                    spans_judged = table.Column<int>(type: "integer", nullable: false),
                    judged_through = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    quiet_period = table.Column<TimeSpan>(type: "interval", nullable: true),
                    fails = table.Column<int>(type: "integer", nullable: false),
                    is_passed = table.Column<bool>(type: "boolean", nullable: false),
                    owner = table.Column<long>(type: "bigint", nullable: false),
                    passes = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_test_runs", x => new { x.test_id, x.id });
                    table.ForeignKey(
                        name: "FK_test_runs_tests_test_id",
                        column: x => x.test_id,
                        principalTable: "tests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "test_versions",
                columns: table => new
                {
                    test_id = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    trigger = table.Column<string>(type: "json", nullable: false),
                    specs = table.Column<string>(type: "json", nullable: false),
                    outputs = table.Column<string>(type: "json", nullable: false),
                    skip_trace_collection = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_test_versions", x => new { x.test_id, x.version });
                    table.ForeignKey(
                        name: "FK_test_versions_tests_test_id",
                        column: x => x.test_id,
                        principalTable: "tests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "test_run_events",
                columns: table => new
                {
                    test_id = table.Column<string>(type: "text", nullable: false),
                    run_id = table.Column<int>(type: "integer", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    events = table.Column<string>(type: "json", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_test_run_events", x => new { x.test_id, x.run_id, x.revision });
                    table.ForeignKey(
                        name: "FK_test_run_events_test_runs_test_id_run_id",
                        columns: x => new { x.test_id, x.run_id },
                        principalTable: "test_runs",
                        principalColumns: new[] { "test_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_test_runs_state",
                table: "test_runs",
                column: "state",
                filter: "state in ('CREATED', 'EXECUTING', 'AWAITING_TRACE', 'ANALYZING_TRACE', 'AWAITING_TEST_RESULTS')");

            migrationBuilder.CreateIndex(
                name: "IX_test_runs_trace_id",
                table: "test_runs",
                column: "trace_id");

            migrationBuilder.CreateIndex(
                name: "IX_tests_created_at",
                table: "tests",
                column: "created_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "installation");

            migrationBuilder.DropTable(
                name: "resources");

            migrationBuilder.DropTable(
                name: "span_origins");

            migrationBuilder.DropTable(
                name: "spans");

            migrationBuilder.DropTable(
                name: "test_run_events");

            migrationBuilder.DropTable(
                name: "test_versions");

            migrationBuilder.DropTable(
                name: "test_runs");

            migrationBuilder.DropTable(
                name: "tests");
        }
    }
}
