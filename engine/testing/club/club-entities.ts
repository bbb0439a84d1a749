/** What is declared for the club, so that its tests are typed as a person's code is. */
import type { Api as Stele } from "../../query/index.ts";

interface Member extends Stele.Row<MemberPath> {
  memid: number;
  surname: string;
  firstname: string;
  address: string;
  zipcode: number;
  telephone: string;
  recommendedby: number | null;
  joindate: string;
  get member(): Stele.One<Member> | null;
  set member(value: Member | null);
  readonly member_members: Stele.Many<Member>;
  readonly bookings: Stele.Many<Booking>;
}
interface MemberPath extends Stele.EntityPath<Member> {
  readonly memid: Stele.NumberExpression;
  readonly surname: Stele.TextExpression;
  readonly firstname: Stele.TextExpression;
  readonly address: Stele.TextExpression;
  readonly zipcode: Stele.NumberExpression;
  readonly telephone: Stele.TextExpression;
  readonly recommendedby: Stele.NumberExpression;
  readonly joindate: Stele.DateExpression;
  readonly member: MemberPath & Stele.OnePath<Member>;
  readonly member_members: Stele.ManyPath<MemberPath>;
  readonly bookings: Stele.ManyPath<BookingPath>;
}
interface MemberColumns {
  memid: number;
  surname: string;
  firstname: string;
  address: string;
  zipcode: number;
  telephone: string;
  recommendedby: number | null;
  joindate: string;
}
interface NewMember {
  memid?: number;
  surname: string;
  firstname: string;
  address: string;
  zipcode: number;
  telephone: string;
  recommendedby?: number | null;
  joindate: string;
  member?: Member | null;
}
interface MemberTypes extends Stele.EntityTypes {
  readonly entity: Member;
  readonly path: MemberPath;
  readonly columns: MemberColumns;
  readonly create: NewMember;
  readonly key: number;
}
interface Facility extends Stele.Row<FacilityPath> {
  facid: number;
  name: string;
  membercost: number;
  guestcost: number;
  initialoutlay: number;
  monthlymaintenance: number;
  readonly bookings: Stele.Many<Booking>;
}
interface FacilityPath extends Stele.EntityPath<Facility> {
  readonly facid: Stele.NumberExpression;
  readonly name: Stele.TextExpression;
  readonly membercost: Stele.NumberExpression;
  readonly guestcost: Stele.NumberExpression;
  readonly initialoutlay: Stele.NumberExpression;
  readonly monthlymaintenance: Stele.NumberExpression;
  readonly bookings: Stele.ManyPath<BookingPath>;
}
interface FacilityColumns {
  facid: number;
  name: string;
  membercost: number;
  guestcost: number;
  initialoutlay: number;
  monthlymaintenance: number;
}
interface NewFacility {
  facid?: number;
  name: string;
  membercost: number;
  guestcost: number;
  initialoutlay: number;
  monthlymaintenance: number;
}
interface FacilityTypes extends Stele.EntityTypes {
  readonly entity: Facility;
  readonly path: FacilityPath;
  readonly columns: FacilityColumns;
  readonly create: NewFacility;
  readonly key: number;
}
interface Booking extends Stele.Row<BookingPath> {
  bookid: number;
  facid: number;
  memid: number;
  starttime: string;
  slots: number;
  get facility(): Stele.One<Facility>;
  set facility(value: Facility);
  get member(): Stele.One<Member>;
  set member(value: Member);
}
interface BookingPath extends Stele.EntityPath<Booking> {
  readonly bookid: Stele.NumberExpression;
  readonly facid: Stele.NumberExpression;
  readonly memid: Stele.NumberExpression;
  readonly starttime: Stele.DateExpression;
  readonly slots: Stele.NumberExpression;
  readonly facility: FacilityPath & Stele.OnePath<Facility>;
  readonly member: MemberPath & Stele.OnePath<Member>;
}
interface BookingColumns {
  bookid: number;
  facid: number;
  memid: number;
  starttime: string;
  slots: number;
}
interface NewBooking {
  bookid?: number;
  facid?: number;
  memid?: number;
  starttime: string;
  slots: number;
  facility?: Facility;
  member?: Member;
}
interface BookingTypes extends Stele.EntityTypes {
  readonly entity: Booking;
  readonly path: BookingPath;
  readonly columns: BookingColumns;
  readonly create: NewBooking;
  readonly key: number;
}
export interface Database extends Stele.DatabaseMethods {
  readonly Member: Stele.EntitySet<MemberTypes>;
  readonly Facility: Stele.EntitySet<FacilityTypes>;
  readonly Booking: Stele.EntitySet<BookingTypes>;
}
